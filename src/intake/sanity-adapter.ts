import { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { Adapter } from "./adapter.js";
import {
  dateOrTime,
  externalId,
  headline,
  languageTag,
  refuseField,
  requireList,
  requireObject,
  requireText,
  section,
  url,
  versionTime,
} from "./fields.js";
import { parseWith } from "./parse-with.js";
import { readMilliseconds, refuseHeaderForm, requireHeader, type SignatureScheme, textSecrets } from "./signature.js";

const HEADER = "sanity-webhook-signature";

const sanitySignature: SignatureScheme = {
  algorithm: "sha256",
  encoding: "base64url",
  header: HEADER,
  // Sanity retries for half an hour, and does not say whether it signs each attempt anew.
  toleranceS: 3600,
  rule: "t=<ms>,v1=<base64url>, with the HMAC-SHA256 of <ms>.<raw body> under the secret of this source",
  read(delivery) {
    const [, at, signature] = /^t=(\d+)[, ]+v1=([\w=-]+)$/.exec(requireHeader(delivery, HEADER).trim()) ?? [];
    if (!at || !signature) refuseHeaderForm(HEADER, "t=<ms>,v1=<base64url>");
    return {
      id: delivery.header("idempotency-key") || signature,
      time: { header: HEADER, at: readMilliseconds(HEADER, at) },
      parts: [
        { name: "t.", bytes: `${at}.` },
        { name: "body", bytes: delivery.body },
      ],
      given: [signature],
    };
  },
};

const document = z.object({
  operation: z.enum(
    ["create", "update", "delete"],
    'must be create, update or delete: add "operation": delta::operation() to the projection of the webhook',
  ),
  _id: externalId,
  _updatedAt: versionTime,
});

const published = z.object({
  title: headline,
  body: z.unknown(),
  url: url.nullish(),
  section: section.nullish(),
  language: languageTag.nullish(),
  publishedAt: dateOrTime.nullish(),
});

/** Reads the document that the projection in `docs/cms/sanity.md` makes. Only a published one's id has no prefix. */
export const sanityAdapter: Adapter = {
  ...textSecrets,
  signature: sanitySignature,
  readsHeaders: [],
  read(source, body, { at }): IntakeEvent {
    const { operation, _id, _updatedAt } = parseWith(document, body);
    const [, draft] = /^(drafts|versions)\./.exec(_id) ?? [];
    if (draft) return { kind: "ignore", reason: `a document in ${draft} is not published` };
    const ref = { source, externalId: _id, version: _updatedAt.getTime() };
    // Deleted or unpublished: the document is as it was before, and does not say when.
    if (operation === "delete") return { kind: "withdraw", ...ref, at };
    const fields = parseWith(published, body);
    const article = {
      ...ref,
      url: fields.url ?? undefined,
      headline: fields.title,
      body: bodyText(fields.body, "/body"),
      bodyFormat: "text" as const,
      section: fields.section ?? undefined,
      language: fields.language ?? undefined,
      publishedAt: fields.publishedAt ?? undefined,
      updatedAt: _updatedAt,
    };
    return { kind: "publish", article, at: _updatedAt };
  },
};

/** Returns the joined blocks of Portable Text, or a string as it is. GROQ writes null for an empty body. */
function bodyText(body: unknown, pointer: string): string {
  if (body === null) return "";
  if (typeof body === "string") return requireText(body, pointer);
  if (!Array.isArray(body)) refuseField(pointer, "must be Portable Text (a list of blocks) or a string");
  return body
    .map((block, index) => blockText(block, `${pointer}/${index}`))
    .filter((text) => text.trim() !== "")
    .join("\n\n");
}

/** Returns "" for anything but a block of text, such as a picture or an embed. */
function blockText(value: unknown, pointer: string): string {
  const block = requireObject(value, pointer);
  if (requireText(block._type, `${pointer}/_type`) !== "block") return "";
  return requireList(block.children, `${pointer}/children`)
    .map((child, index) => spanText(child, `${pointer}/children/${index}`))
    .join("");
}

function spanText(value: unknown, pointer: string): string {
  const span = requireObject(value, pointer);
  return span._type === "span" ? requireText(span.text, `${pointer}/text`) : "";
}
