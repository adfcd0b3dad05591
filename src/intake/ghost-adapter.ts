import { z } from "zod";
import type { IntakeEvent } from "../domain/revision.js";
import type { Adapter } from "./adapter.js";
import { externalId, headline, refuseField, section, text, url, versionTime } from "./fields.js";
import { parseWith } from "./parse-with.js";
import { readMilliseconds, refuseHeaderForm, requireHeader, type SignatureScheme, textSecrets } from "./signature.js";

const HEADER = "x-ghost-signature";

/** Ghost signs the body followed by the milliseconds. One header holds the signature and the time. */
const ghostSignature: SignatureScheme = {
  algorithm: "sha256",
  encoding: "hex",
  header: HEADER,
  toleranceS: 300,
  rule: "sha256=<hex>, t=<ms>, with the HMAC-SHA256 of <raw body><ms> under the secret of this source",
  read(delivery) {
    const value = requireHeader(delivery, HEADER);
    const [, signature, at] = /^sha256=([0-9a-f]+), ?t=(\d+)$/i.exec(value) ?? [];
    if (!signature || !at) refuseHeaderForm(HEADER, "sha256=<hex>, t=<ms>");
    return {
      id: signature,
      time: { header: HEADER, at: readMilliseconds(HEADER, at) },
      parts: [
        { name: "body", bytes: delivery.body },
        { name: "t", bytes: at },
      ],
      given: [signature],
    };
  },
};

const STATUSES = ["published", "draft", "scheduled", "sent"] as const;

const event = z.object({
  post: z.object({
    current: z.object({ id: externalId.optional(), status: z.enum(STATUSES).optional() }),
    previous: z.object({ status: z.string().optional() }),
  }),
});

const publishedPost = z.object({
  post: z.object({
    current: z.object({
      id: externalId,
      title: headline,
      html: text.nullish(),
      url,
      canonical_url: url.nullish(),
      primary_tag: z.object({ name: section, visibility: z.string().optional() }).nullish(),
      published_at: versionTime.nullish(),
      updated_at: versionTime,
    }),
  }),
});

const hiddenPost = z.object({ post: z.object({ current: z.object({ id: externalId, updated_at: versionTime }) }) });

const deletedPost = z.object({ post: z.object({ previous: z.object({ id: externalId, updated_at: versionTime }) }) });

/** The other objects with webhooks. */
const OTHERS = ["page", "member", "tag", "site"];

/** Reads Ghost's own webhooks. They do not name their event; the post's status before and after shows it. */
export const ghostAdapter: Adapter = {
  ...textSecrets,
  signature: ghostSignature,
  readsHeaders: [],
  read(source, body, { at }): IntakeEvent {
    const other = OTHERS.find((name) => typeof body === "object" && body !== null && Object.hasOwn(body, name));
    if (other) return { kind: "ignore", reason: `a ${other} is not an article` };
    const { current, previous } = parseWith(event, body).post;
    if (current.id === undefined) {
      const { id, updated_at } = parseWith(deletedPost, body).post.previous;
      return { kind: "withdraw", source, externalId: id, version: updated_at.getTime(), at };
    }
    if (current.status === undefined) refuseField("/post/current/status", `must be one of ${STATUSES.join(", ")}`);
    if (current.status === "published") return readPost(source, body);
    if (previous.status !== "published") return { kind: "ignore", reason: `the post is ${current.status}` };
    const { id, updated_at } = parseWith(hiddenPost, body).post.current;
    return { kind: "withdraw", source, externalId: id, version: updated_at.getTime(), at: updated_at };
  },
};

function readPost(source: string, body: unknown): IntakeEvent {
  const post = parseWith(publishedPost, body).post.current;
  const at = post.updated_at;
  const { primary_tag: tag } = post;
  const article = {
    source,
    externalId: post.id,
    version: at.getTime(),
    url: post.canonical_url ?? post.url,
    headline: post.title,
    body: post.html ?? "",
    bodyFormat: "html" as const,
    // Ghost's internal tags, whose names begin with #, are for the site's developers.
    section: tag && tag.visibility !== "internal" ? tag.name : undefined,
    publishedAt: post.published_at ?? undefined,
    updatedAt: at,
  };
  return { kind: "publish", article, at };
}
