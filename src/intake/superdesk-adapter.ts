import { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { Adapter } from "./adapter.js";
import { escapeHtml, externalId, htmlHeadline, languageTag, section, text, time } from "./fields.js";
import { parseWith } from "./parse-with.js";
import { refuseHeaderForm, requireHeader, type SignatureScheme, textSecrets } from "./signature.js";

const HEADER = "x-superdesk-signature";

/** Superdesk signs only the body, without a time. The item's version gives a replay away. */
const superdeskSignature: SignatureScheme = {
  algorithm: "sha1",
  encoding: "hex",
  header: HEADER,
  toleranceS: null,
  rule: "sha1=<hex>, with the HMAC-SHA1 of the raw body under the secret of this source",
  read(delivery) {
    const [, signature] = /^sha1=([0-9a-f]+)$/i.exec(requireHeader(delivery, HEADER)) ?? [];
    if (!signature) refuseHeaderForm(HEADER, "sha1=<hex>");
    return { id: signature, parts: [{ name: "body", bytes: delivery.body }], given: [signature] };
  },
};

/** Superdesk writes offsets without a colon. */
const offsetTime = z
  .string()
  .transform((value) => value.replace(/([+-]\d{2})(\d{2})$/, "$1:$2"))
  .pipe(time);

const WHOLE = "must be a whole number, as Superdesk counts versions";

const item = z.object({
  guid: externalId,
  type: z.string(),
  version: z.union([z.string().regex(/^\d{1,15}$/, WHOLE), z.int(WHOLE).min(0, WHOLE)], WHOLE).transform(Number),
  versioncreated: offsetTime,
  pubstatus: z.enum(["usable", "withheld", "canceled"]).default("usable"),
});

const usableText = z.object({
  headline: htmlHeadline.nullish(),
  slugline: htmlHeadline.nullish(),
  body_html: text.nullish(),
  body_text: text.nullish(),
  language: languageTag.nullish(),
  service: z.array(z.object({ name: section.nullish() })).nullish(),
  firstpublished: offsetTime.nullish(),
  firstcreated: offsetTime.nullish(),
});

/** Reads the ninjs that Superdesk's HTTP push sends. An item's associations (pictures and embeds) are left out. */
export const superdeskAdapter: Adapter = {
  ...textSecrets,
  signature: superdeskSignature,
  readsHeaders: [],
  read(source, body): IntakeEvent {
    const { guid, type, version, versioncreated: at, pubstatus } = parseWith(item, body);
    if (type !== "text")
      return { kind: "ignore", reason: `an item of the type ${type.slice(0, 40).toWellFormed()} is not an article` };
    if (pubstatus !== "usable") return { kind: "withdraw", source, externalId: guid, version, at };
    const fields = parseWith(usableText, body);
    const article = {
      source,
      externalId: guid,
      version,
      headline: fields.headline ?? fields.slugline ?? "",
      // Superdesk leaves out empty fields, such as the text of a flash.
      body: fields.body_html ?? paragraphs(fields.body_text ?? ""),
      bodyFormat: "html" as const,
      section: fields.service?.[0]?.name ?? undefined,
      language: fields.language ?? undefined,
      publishedAt: fields.firstpublished ?? fields.firstcreated ?? undefined,
      updatedAt: at,
    };
    return { kind: "publish", article, at };
  },
};

/** Converts plain text to HTML, so that every item of a source has one format. */
function paragraphs(plain: string): string {
  return plain
    .split(/\n{2,}/)
    .map((part) => `<p>${escapeHtml(part)}</p>`)
    .join("");
}
