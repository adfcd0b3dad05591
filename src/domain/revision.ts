import { createHash } from "node:crypto";
import type { Article } from "./article.js";

/** What a delivery asks for: show this text, or withdraw the article. `at` orders events of one version. */
export type IntakeEvent =
  | { kind: "publish"; article: Article; at: Date }
  | { kind: "withdraw"; source: string; externalId: string; version: number; at: Date };

/** How a delivery was taken. */
export type DeliveryStatus = "queued" | "duplicate" | "superseded" | "withdrawn";

/**
 * Tells whether two deliveries of one version carry the same text: SHA-256 over every field that a reader or the
 * classifier sees. Times are left out, since a CMS may touch them without changing the article.
 */
export function contentHash(article: Article): string {
  const fields = [article.headline, article.body, article.bodyFormat, article.section, article.language, article.url];
  return createHash("sha256").update(JSON.stringify(fields)).digest("base64url");
}
