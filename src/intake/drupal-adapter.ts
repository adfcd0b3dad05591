import { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { Adapter } from "./adapter.js";
import { externalId, headline, languageTag, refuseField, section, text, url, versionTime } from "./fields.js";
import { parseWith } from "./parse-with.js";
import { requireHeader, type SignatureScheme, textSecrets } from "./signature.js";

const HEADER = "x-drupal-webhooks-signature";
const EVENT = "x-drupal-webhooks-event";

/** The Webhooks module signs only the body, without a time. The node's last change gives a replay away. */
const drupalSignature: SignatureScheme = {
  algorithm: "sha256",
  encoding: "base64",
  header: HEADER,
  toleranceS: null,
  rule: "the base64 HMAC-SHA256 of the raw body under the secret of this source",
  read(delivery) {
    const signature = requireHeader(delivery, HEADER);
    return {
      id: delivery.header("x-drupal-webhooks-delivery") || signature,
      parts: [{ name: "body", bytes: delivery.body }],
      given: [signature],
    };
  },
};

/** Drupal keeps the value, or values, of a field in a list. */
const values = <T>(value: z.ZodType<T>) => z.array(z.object({ value }));
const first = <T>(value: z.ZodType<T>) => values(value).min(1, "must contain a value");

/** The end of the year 9999. */
const LAST_SECOND = 253_402_300_799;

/** A time in Unix seconds or RFC 3339, whichever the site's serializer writes. */
const instant = z
  .union([z.int().min(0).max(LAST_SECOND), z.string().regex(/^\d{1,11}$/)])
  .transform((value) => new Date(Number(value) * 1000).toISOString())
  .or(z.string())
  .pipe(versionTime);

const yes = z.union([z.boolean(), z.enum(["0", "1"]), z.literal([0, 1])]).transform((value) => Number(value) === 1);

const node = z.object({
  event: z.string().optional(),
  entity: z.object({
    nid: first(z.union([z.int().min(1), z.string().regex(/^\d{1,15}$/)]).transform(String)),
    type: z.array(z.object({ target_id: z.string() })).optional(),
    status: values(yes).optional(),
    revision_default: values(yes).optional(),
    default_langcode: values(yes).optional(),
    changed: first(instant),
  }),
});

const publishedNode = z.object({
  entity: z.object({
    title: first(headline),
    body: z.array(z.object({ value: text, processed: text.optional() })).optional(),
    langcode: values(z.string()).optional(),
    created: values(instant).optional(),
    field_section: z.array(z.object({ value: section.optional(), name: section.optional() })).optional(),
    field_canonical_url: z.array(z.object({ uri: url })).optional(),
  }),
});

/** Reads nodes as Drupal's serializer writes them. The Webhooks module names the event in a header. */
export const drupalAdapter: Adapter = {
  ...textSecrets,
  signature: drupalSignature,
  readsHeaders: [EVENT],
  read(source, body, { header, at }): IntakeEvent {
    const [, type, action] = /^entity:(\w{1,60}):(\w{1,40})$/.exec(header(EVENT) ?? "") ?? [];
    if (!type) return refuseField("", `The header ${EVENT} must be entity:<type>:<action>, such as entity:node:update`);
    if (type !== "node") return { kind: "ignore", reason: `a ${type} is not an article` };
    const { event, entity } = parseWith(node, body);
    // The body is signed, the header is not.
    if (event !== undefined && event.split(":").at(-1) !== action)
      refuseField("/event", `must match the header ${EVENT}`);
    const changed = entity.changed[0]?.value ?? at;
    const ref = { source, externalId: externalId.parse(entity.nid[0]?.value), version: changed.getTime() };
    switch (action) {
      case "delete":
        return { kind: "withdraw", ...ref, at };
      case "create":
      case "update":
        // Each translation is saved, published and unpublished on its own, but all share the node's id.
        if (entity.default_langcode?.[0]?.value === false)
          return { kind: "ignore", reason: "a translation of the node" };
        // A draft of a published node is a revision beside the one shown.
        if (entity.revision_default?.[0]?.value === false)
          return { kind: "ignore", reason: "a draft next to the published version" };
        if (entity.status?.[0]?.value !== false) return readNode(ref, changed, body);
        if (action === "create") return { kind: "ignore", reason: "the node is not published" };
        return { kind: "withdraw", ...ref, at: changed };
      default:
        return refuseField("", `The action of the header ${EVENT} must be create, update or delete`);
    }
  },
};

function readNode(ref: { source: string; externalId: string; version: number }, at: Date, body: unknown): IntakeEvent {
  const { entity } = parseWith(publishedNode, body);
  if (!entity.body)
    refuseField("/entity/body", "must be present even when it is empty: it holds the text of the article");
  const [text] = entity.body;
  const [place] = entity.field_section ?? [];
  const article = {
    ...ref,
    url: entity.field_canonical_url?.[0]?.uri,
    headline: entity.title[0]?.value ?? "",
    body: text?.processed ?? text?.value ?? "",
    bodyFormat: "html" as const,
    section: place?.name ?? place?.value,
    // Drupal writes "und" and "zxx" for no language.
    language: languageTag.safeParse(entity.langcode?.[0]?.value).data,
    publishedAt: entity.created?.[0]?.value,
    updatedAt: at,
  };
  return { kind: "publish", article, at };
}
