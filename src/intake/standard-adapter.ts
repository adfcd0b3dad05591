import { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { Adapter } from "./adapter.js";
import { isStorable, LONGEST_HEADLINE, languageTag, time } from "./fields.js";
import { parseWith } from "./parse-with.js";
import { makeStandardSecret, STANDARD_SECRET, verifyStandardSignature } from "./standard-signature.js";

/** A CMS may send half a surrogate pair or a NUL; PostgreSQL takes neither. */
const text = z.string().transform((value) => value.toWellFormed().replaceAll("\0", "\uFFFD"));
const identity = {
  id: z.string().min(1).max(512).refine(isStorable, "must hold no NUL and no half of a surrogate pair"),
  version: z.int().min(0),
};

const publishedArticle = z.object({
  ...identity,
  url: z
    .url({ protocol: /^https?$/ })
    .max(2048)
    .refine(isStorable, "must hold no NUL and no half of a surrogate pair")
    .optional(),
  headline: text.pipe(z.string().max(LONGEST_HEADLINE)).default(""),
  body: text,
  bodyFormat: z.enum(["text", "html"]).default("text"),
  section: text.pipe(z.string().max(200)).optional(),
  language: languageTag.optional(),
  publishedAt: time.optional(),
  updatedAt: time.optional(),
});

const delivery = z.discriminatedUnion("type", [
  z.object({ type: z.enum(["article.published", "article.updated"]), timestamp: time, data: publishedArticle }),
  z.object({ type: z.enum(["article.unpublished", "article.deleted"]), timestamp: time, data: z.object(identity) }),
]);

/** Beatline's own article document, signed as Standard Webhooks: what a CMS without an adapter of its own sends. */
export const standardAdapter: Adapter = {
  secretForm: z.string().regex(STANDARD_SECRET, "must be whsec_ and base64 of at least 24 bytes"),
  makeSecret: makeStandardSecret,
  verify: verifyStandardSignature,
  read(source, body): IntakeEvent {
    const { timestamp: at, data } = parseWith(delivery, body);
    if (!("body" in data)) return { kind: "withdraw", source, externalId: data.id, version: data.version, at };
    const { id, ...article } = data;
    return { kind: "publish", article: { source, externalId: id, ...article }, at };
  },
};
