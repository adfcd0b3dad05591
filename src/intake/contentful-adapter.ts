import { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { Adapter } from "./adapter.js";
import { contentfulSignature } from "./contentful-signature.js";
import {
  dateOrTime,
  externalId,
  headline,
  languageTag,
  refuseField,
  section,
  text,
  url,
  versionTime,
} from "./fields.js";
import { escapeStep, parseWith } from "./parse-with.js";
import { plainMessage } from "./plain-message.js";
import { markdownText, richText } from "./rich-text.js";
import { makeTextSecret } from "./signature.js";

const TOPIC = "x-contentful-topic";
const WITHDRAWALS = ["unpublish", "delete"];

/** The field ids that a content type may use for each part of an article, in lookup order. */
const FIELD_IDS = {
  headline: ["headline", "title"],
  body: ["body", "content", "text"],
  section: ["section", "category"],
  url: ["canonicalUrl", "url"],
  publishedAt: ["publishedAt", "publishDate", "publicationDate"],
};

const sys = z.object({ sys: z.object({ type: z.string(), id: externalId, updatedAt: versionTime }) });

const deletedEntry = z.object({ sys: z.object({ type: z.literal("DeletedEntry"), deletedAt: versionTime.nullish() }) });

const publishedEntry = z.object({
  sys: z.object({ type: z.literal("Entry") }),
  fields: z.record(z.string(), z.record(z.string(), z.unknown())),
});

type Fields = z.infer<typeof publishedEntry>["fields"];

/** Reads Contentful's webhooks for entries. A header names the event, and a withdrawn entry has no fields. */
export const contentfulAdapter: Adapter = {
  secretForm: z.string().regex(/^[0-9a-zA-Z+/=_-]{64}$/, "must be 64 characters of a-z, A-Z, 0-9, +, /, =, _ and -"),
  makeSecret: makeTextSecret,
  signature: contentfulSignature,
  readsHeaders: [TOPIC],
  read(source, body, { header }): IntakeEvent {
    const topic = header(TOPIC) ?? "";
    const [, type, action = ""] = /^ContentManagement\.(\w{1,40})\.(\w{1,40})$/.exec(topic) ?? [];
    if (!type) refuseField("", `The header ${TOPIC} must be ContentManagement.<type>.<action>`);
    if (type !== "Entry") return { kind: "ignore", reason: `${type}.${action} is not about an entry` };
    if (WITHDRAWALS.includes(action)) return readDeleted(source, body);
    if (action !== "publish") return { kind: "ignore", reason: `${type}.${action} changes nothing that is published` };
    return readEntry(source, body);
  },
};

function readDeleted(source: string, body: unknown): IntakeEvent {
  const { id, updatedAt } = parseWith(sys, body).sys;
  const { deletedAt } = parseWith(deletedEntry, body).sys;
  const at = deletedAt ?? updatedAt;
  return { kind: "withdraw", source, externalId: id, version: at.getTime(), at };
}

function readEntry(source: string, body: unknown): IntakeEvent {
  const { id, updatedAt: at } = parseWith(sys, body).sys;
  const { fields } = parseWith(publishedEntry, body);
  const locale = localeOf(fields);
  const article = {
    source,
    externalId: id,
    version: at.getTime(),
    url: find(fields, locale, "url", address),
    headline: find(fields, locale, "headline", headline) ?? refuseMissing("headline"),
    body: bodyOf(fields, locale),
    bodyFormat: "text" as const,
    section: find(fields, locale, "section", sectionName),
    language: languageTag.safeParse(locale).data,
    publishedAt: find(fields, locale, "publishedAt", dateOrTime),
    updatedAt: at,
  };
  return { kind: "publish", article, at };
}

const link = z.object({ sys: z.unknown() });

/** Many sections are links to other entries. A link holds only an id, so such an article has no section. */
const sectionName = z.union(
  [
    section,
    z.array(section).transform(([first]) => first),
    z.union([link, z.array(link), z.null()]).transform(() => undefined),
  ],
  "must be a string of at most 200 characters, a list of them, a link, a list of links or null",
);

/** Many fields named `url` hold a path or a slug. These are dropped: they do not name the site. */
const address = z.union(
  [
    url,
    z
      .string()
      .regex(/^[^:]*$/)
      .transform(() => undefined),
  ],
  "must be an http or https URL, a path or a slug",
);

/** Returns the headline's English locale, since English is what is tagged; otherwise its first. */
function localeOf(fields: Fields): string {
  const name = FIELD_IDS.headline.find((id) => Object.hasOwn(fields, id)) ?? refuseMissing("headline");
  const locales = Object.keys(fields[name] ?? {});
  return locales.find((locale) => /^en(?:-|$)/i.test(locale)) ?? locales[0] ?? refuseMissing("headline");
}

function bodyOf(fields: Fields, locale: string): string {
  const place = placeOf(fields, locale, "body") ?? refuseMissing("body");
  if (typeof place.value !== "string") return richText(place.value, place.pointer);
  return markdownText(parseAt(text, place));
}

/** Returns a field's value in a locale; undefined when the entry has none. */
function find<T>(fields: Fields, locale: string, name: keyof typeof FIELD_IDS, form: z.ZodType<T>): T | undefined {
  const place = placeOf(fields, locale, name);
  return place && parseAt(form, place);
}

function placeOf(fields: Fields, locale: string, name: keyof typeof FIELD_IDS) {
  const id = FIELD_IDS[name].find((key) => Object.hasOwn(fields, key));
  const values = id === undefined ? undefined : fields[id];
  if (id === undefined || !values) return undefined;
  // A field that is not localized has only the default locale.
  const found = Object.hasOwn(values, locale) ? locale : Object.keys(values)[0];
  return found === undefined ? undefined : { value: values[found], pointer: `/fields/${id}/${escapeStep(found)}` };
}

function parseAt<T>(form: z.ZodType<T>, { value, pointer }: { value: unknown; pointer: string }): T {
  const parsed = form.safeParse(value, { error: plainMessage });
  if (parsed.success) return parsed.data;
  return refuseField(pointer, parsed.error.issues[0]?.message ?? "has the wrong form");
}

function refuseMissing(name: "headline" | "body"): never {
  const [first, ...others] = FIELD_IDS[name];
  refuseField(`/fields/${first}`, `must have a value, or ${others.join(" or ")} in its place`);
}
