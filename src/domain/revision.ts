import { hash } from "node:crypto";
import type { Article } from "./article.js";
import type { Fault, RefusalKind } from "./errors.js";

/** What a delivery changes: show this text, or withdraw the article. `at` orders events of one version. */
export type ArticleEvent =
  | { kind: "publish"; article: Article; at: Date }
  | { kind: "withdraw"; source: string; externalId: string; version: number; at: Date };

/** What a delivery asks for. One that changes no shown article is ignored, for the given reason. */
export type IntakeEvent = ArticleEvent | { kind: "ignore"; reason: string };

/** How a delivery that changes an article was taken. */
export const DELIVERY_STATUSES = ["queued", "duplicate", "superseded", "withdrawn"] as const;

export type DeliveryStatus = (typeof DELIVERY_STATUSES)[number];

/**
 * `ignored` changed no article; `failed` was refused though its signature was right; `retried` was read again later.
 */
export const LOGGED_DELIVERY_STATUSES = [...DELIVERY_STATUSES, "ignored", "failed", "retried"] as const;

export type LoggedDeliveryStatus = (typeof LOGGED_DELIVERY_STATUSES)[number];

/** Why a delivery was refused; never its text. */
export interface DeliveryProblem {
  kind: RefusalKind;
  detail: string;
  errors: readonly Fault[];
}

/**
 * Returns a hash that tells whether two deliveries of one version carry the same text: SHA-256 over every field that a
 * reader or the classifier sees. Times are left out, since a CMS may touch them without changing the article.
 */
export function contentHash(article: Article): string {
  const fields = [article.headline, article.body, article.bodyFormat, article.section, article.language, article.url];
  return hash("sha256", JSON.stringify(fields), "base64url");
}
