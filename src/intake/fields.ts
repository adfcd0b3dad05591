import { Parser } from "htmlparser2";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";

/** A field that may be left out, or null: so pandas, jq and many a CMS write what is not there. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** A field with a value that it has when it is left out, or null. */
export function optionalOr<Schema extends z.ZodType>(schema: Schema, value: z.util.NoUndefined<z.output<Schema>>) {
  return schema
    .nullable()
    .default(value)
    .transform((given) => given ?? value);
}

/** Text that PostgreSQL can hold, as it came. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

const storable = "must not contain NUL or half of a surrogate pair";

/** The earliest and the latest time that PostgreSQL and RFC 3339 can both write. */
function isWritable(date: Date): boolean {
  return date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999;
}

const YEARS = "must be in the years 1 to 9999";

/** A time, as a date that PostgreSQL and RFC 3339 can both write: offsets may lead beyond their years 1 to 9999. */
export const time = z.iso
  .datetime({ offset: true, error: "must be a time such as 2026-11-24T09:00:00Z" })
  .transform((value) => new Date(value))
  .refine(isWritable, YEARS);

/** A time that may stand for the version: after 1970, in milliseconds. */
export const versionTime = time.refine((date) => date.getTime() >= 0, "must not be before 1970");

/** A time as editors pick it: it may come without seconds, a time or an offset, which then is that of UTC. */
export const dateOrTime = z
  .string()
  .transform((value) =>
    value.replace(
      /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/,
      (_, day, minutes = "T00:00", seconds = ":00", offset = "Z") => `${day}${minutes}${seconds}${offset}`,
    ),
  )
  .pipe(time);

/** A time in UTC that does not say so, such as 2026-11-24T09:00:00. */
export const utcTime = z.iso
  .datetime({ local: true, error: "must be a time in UTC such as 2026-11-24T09:00:00" })
  .transform((value) => new Date(value.endsWith("Z") ? value : `${value}Z`))
  .refine(isWritable, YEARS);

/** A language tag; a locale such as WordPress' en_US, too. */
export const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}$/, "must be a language tag such as en or en-GB")
  .transform((tag) => tag.replaceAll("_", "-"));

export const LONGEST_HEADLINE = 2000;

/** A CMS may send half a surrogate pair or a NUL; PostgreSQL takes neither. */
function toStorable(value: string): string {
  return value.toWellFormed().replaceAll("\0", "\uFFFD");
}

export const text = z.string().transform(toStorable);

export const externalId = z.string().min(1).max(512).refine(isStorable, storable);

export const headline = text.pipe(z.string().max(LONGEST_HEADLINE));

/** The parser takes a time that grows with the square of how deep tags are nested. */
const LONGEST_HTML_LINE = 10_000;

/** A line of HTML, as text: markup is taken out and entities are decoded. */
export const htmlLine = z.string().max(LONGEST_HTML_LINE).transform(plainText);

export const htmlHeadline = htmlLine.pipe(headline);

export const section = text.pipe(z.string().max(200));

export const url = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .refine(isStorable, storable);

export const SPAN_FORM = "must be a span of the body that does not split a character";

/** Whether two offsets, in UTF-16 units, mark a part of a text and none of them is inside of a surrogate pair. */
export function isSpanOf(whole: string, from: number, to: number): boolean {
  const cuts = [from, to].some((at) => (whole.codePointAt(at - 1) ?? 0) > 0xffff);
  return from < to && to <= whole.length && !cuts;
}

/** The text of a line of HTML. */
function plainText(html: string): string {
  let plain = "";
  const parser = new Parser({
    ontext(piece) {
      plain += piece;
    },
  });
  parser.end(html);
  return plain.replace(/\s+/g, " ").trim();
}

/** A text that stands in HTML as it is. */
export function escapeHtml(plain: string): string {
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** @throws Refusal `invalid` that names one field by its JSON pointer; "" is a header's, or that of the whole body. */
export function refuseField(pointer: string, detail: string): never {
  throw new Refusal("invalid", pointer ? `The body is not valid: ${pointer}: ${detail}` : detail, [
    { detail, pointer },
  ]);
}

/** @throws Refusal `invalid` when a value, of a tree that is walked by hand, is no object. */
export function requireObject(value: unknown, pointer: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuseField(pointer, "must be an object");
  // Whatever is an object and no array has named values.
  return value as Record<string, unknown>;
}

/** @throws Refusal `invalid` when a value, of a tree that is walked by hand, is no text. */
export function requireText(value: unknown, pointer: string): string {
  if (typeof value !== "string") refuseField(pointer, "must be a string");
  return toStorable(value);
}

/** @throws Refusal `invalid` when a value, of a tree that is walked by hand, is no list. */
export function requireList(value: unknown, pointer: string): unknown[] {
  if (!Array.isArray(value)) refuseField(pointer, "must be a list");
  return value;
}
