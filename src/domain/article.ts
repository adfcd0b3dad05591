import { hash } from "node:crypto";

export const BODY_FORMATS = ["text", "html"] as const;

export type BodyFormat = (typeof BODY_FORMATS)[number];

/** The text of an article as the CMS sent it, at one version. Times are UTC. */
export interface Article {
  source: string;
  externalId: string;
  /** Orders the revisions of one article; an integer ≥ 0. */
  version: number;
  url?: string | undefined;
  headline: string;
  body: string;
  bodyFormat: BodyFormat;
  section?: string | undefined;
  /** BCP 47, as the CMS says; the classifier looks at the text itself too. */
  language?: string | undefined;
  publishedAt?: Date | undefined;
  updatedAt?: Date | undefined;
}

/** Points to one revision; the queue holds nothing more of it. */
export interface RevisionRef {
  articleId: string;
  version: number;
}

/** A line of revisions waiting for a tagging: what a CMS sends now, or an archive, which must not hold that up. */
export interface Lane {
  backfill: boolean;
}

/** The form of an article's id. */
export const ARTICLE_ID = /^art_[a-z2-7]{26}$/;

const BASE32 = "abcdefghijklmnopqrstuvwxyz234567";
const ID_LENGTH = 26;

/**
 * Returns the id of an article: `art_` and 26 base32 characters (130 bits) of SHA-256(source NUL externalId), so that
 * anyone who knows what the CMS knows can compute it.
 */
export function articleId(source: string, externalId: string): string {
  const digest = hash("sha256", `${source}\0${externalId}`, "buffer");
  let id = "";
  for (let position = 0; position < ID_LENGTH; position++) {
    id += BASE32[digestBits(digest, position * 5)];
  }
  return `art_${id}`;
}

/** Reports whether a value has the form of an article's id; no other value needs to be looked up. */
export function isArticleId(value: string): boolean {
  return ARTICLE_ID.test(value);
}

function digestBits(digest: Buffer, offset: number): number {
  const byte = offset >> 3;
  const pair = (digest.readUInt8(byte) << 8) | digest.readUInt8(byte + 1);
  return (pair >> (11 - (offset & 7))) & 31;
}
