import { z } from "zod";
import { BODY_FORMATS } from "../domain/article.js";
import type { IntakeEvent } from "../domain/revision.js";
import type { Adapter } from "./adapter.js";
import { externalId, headline, languageTag, optional, optionalOr, section, text, time, url } from "./fields.js";
import { parseWith } from "./parse-with.js";
import { standardWebhooks } from "./standard-signature.js";

const identity = { id: externalId, version: z.int().min(0) };

export const publishedArticle = z.object({
  ...identity,
  url: optional(url),
  headline: optionalOr(headline, ""),
  body: text,
  bodyFormat: optionalOr(z.enum(BODY_FORMATS), "text"),
  section: optional(section),
  language: optional(languageTag),
  publishedAt: optional(time),
  updatedAt: optional(time),
});

export const delivery = z.discriminatedUnion("type", [
  z.object({ type: z.enum(["article.published", "article.updated"]), timestamp: time, data: publishedArticle }),
  z.object({ type: z.enum(["article.unpublished", "article.deleted"]), timestamp: time, data: z.object(identity) }),
]);

/** Reads Beatline's own article document, signed as Standard Webhooks. CMSs without their own adapter send it. */
export const standardAdapter: Adapter = {
  ...standardWebhooks,
  read(source, body): IntakeEvent {
    const { timestamp: at, data } = parseWith(delivery, body);
    if (!("body" in data)) return { kind: "withdraw", source, externalId: data.id, version: data.version, at };
    const { id, ...article } = data;
    return { kind: "publish", article: { source, externalId: id, ...article }, at };
  },
};
