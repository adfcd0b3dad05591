import { Parser } from "htmlparser2";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";

/** Allows a field to be left out or null, which is how pandas, jq and many CMSs write a missing value. */
export function optional<Schema extends z.ZodType>(schema: Schema) {
  return schema.nullish().transform((value) => value ?? undefined);
}

/** Allows a field to be left out or null, which then has the given value. */
export function optionalOr<Schema extends z.ZodType>(schema: Schema, value: z.util.NoUndefined<z.output<Schema>>) {
  return schema
    .nullable()
    .default(value)
    .transform((given) => given ?? value);
}

/** Returns whether PostgreSQL can hold a text unchanged. */
function isStorable(text: string): boolean {
  return text.isWellFormed() && !text.includes("\0");
}

const storable = "must not contain NUL or half of a surrogate pair";

/** Returns whether PostgreSQL and RFC 3339 can both write a date. */
function isWritable(date: Date): boolean {
  return date.getUTCFullYear() >= 1 && date.getUTCFullYear() <= 9999;
}

const YEARS = "must be in the years 1 to 9999";

/** A time that PostgreSQL and RFC 3339 can both write. An offset may move it outside their years 1 to 9999. */
export const time = z.iso
  .datetime({ offset: true, error: "must be a time such as 2026-11-24T09:00:00Z" })
  .transform((value) => new Date(value))
  .refine(isWritable, YEARS);

/** A time that can serve as the version, in milliseconds: not before 1970. */
export const versionTime = time.refine((date) => date.getTime() >= 0, "must not be before 1970");

/** A time as editors pick it: seconds, time of day and offset are optional. Without an offset it is in UTC. */
export const dateOrTime = z
  .string()
  .transform((value) =>
    value.replace(
      /^(\d{4}-\d\d-\d\d)(?:(T\d\d:\d\d)(:\d\d(?:\.\d+)?)?(Z|[+-]\d\d:\d\d)?)?$/,
      (_, day, minutes = "T00:00", seconds = ":00", offset = "Z") => `${day}${minutes}${seconds}${offset}`,
    ),
  )
  .pipe(time);

/** A time in UTC that need not say so, such as 2026-11-24T09:00:00. */
export const utcTime = z.iso
  .datetime({ local: true, error: "must be a time in UTC such as 2026-11-24T09:00:00" })
  .transform((value) => new Date(value.endsWith("Z") ? value : `${value}Z`))
  .refine(isWritable, YEARS);

/** A language tag, or a locale such as WordPress's en_US. */
export const languageTag = z
  .string()
  .regex(/^[A-Za-z]{2,3}([-_][A-Za-z0-9]{1,8}){0,4}$/, "must be a language tag such as en or en-GB")
  .transform((tag) => tag.replaceAll("_", "-"));

export const LONGEST_HEADLINE = 2000;

/** Replaces NUL and half surrogate pairs: a CMS may send them, but PostgreSQL rejects both. */
function toStorable(value: string): string {
  return value.toWellFormed().replaceAll("\0", "\uFFFD");
}

export const text = z.string().transform(toStorable);

export const externalId = z.string().min(1).max(512).refine(isStorable, storable);

export const headline = text.pipe(z.string().max(LONGEST_HEADLINE));

/** The parser's time grows with the square of the nesting depth. */
const LONGEST_HTML_LINE = 10_000;

/** A line of HTML, read as text: markup is removed and entities are decoded. */
export const htmlLine = z.string().max(LONGEST_HTML_LINE).transform(plainText);

export const htmlHeadline = htmlLine.pipe(headline);

export const section = text.pipe(z.string().max(200));

export const url = z
  .url({ protocol: /^https?$/ })
  .max(2048)
  .refine(isStorable, storable);

export const SPAN_FORM = "must be a span of the body that does not split a character";

/** Returns whether two offsets, in UTF-16 units, mark part of a text without splitting a surrogate pair. */
export function isSpanOf(whole: string, from: number, to: number): boolean {
  const cuts = [from, to].some((at) => (whole.codePointAt(at - 1) ?? 0) > 0xffff);
  return from < to && to <= whole.length && !cuts;
}

/** Returns the text of a line of HTML. */
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

/** Escapes a text so that HTML shows it unchanged. */
export function escapeHtml(plain: string): string {
  return plain.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll(">", "&gt;");
}

/** @throws Refusal `invalid`, which names a field by its JSON pointer; "" is a header or the whole body. */
export function refuseField(pointer: string, detail: string): never {
  throw new Refusal("invalid", pointer ? `The body is not valid: ${pointer}: ${detail}` : detail, [
    { detail, pointer },
  ]);
}

/** Returns a value of a hand-walked tree. @throws Refusal `invalid` when it is not an object. */
export function requireObject(value: unknown, pointer: string): Record<string, unknown> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) refuseField(pointer, "must be an object");
  // An object that is not an array has named values.
  return value as Record<string, unknown>;
}

/** Returns a storable text of a hand-walked tree. @throws Refusal `invalid` when it is not a string. */
export function requireText(value: unknown, pointer: string): string {
  if (typeof value !== "string") refuseField(pointer, "must be a string");
  return toStorable(value);
}

/** Returns a value of a hand-walked tree. @throws Refusal `invalid` when it is not a list. */
export function requireList(value: unknown, pointer: string): unknown[] {
  if (!Array.isArray(value)) refuseField(pointer, "must be a list");
  return value;
}
