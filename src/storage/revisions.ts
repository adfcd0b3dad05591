import { and, asc, count, eq, isNull, lt, min, sql } from "drizzle-orm";
import type { BodyFormat, RevisionRef } from "../domain/article.js";
import type { Database } from "./database.js";
import { articles, revisions } from "./schema.js";

/** A revision as the worker needs it, with what its article shows now. */
export interface StoredRevision extends RevisionRef {
  headline: string;
  body: string;
  bodyFormat: BodyFormat;
  language: string | null;
  receivedAt: Date;
  /** False once a newer version is here or the article is withdrawn. */
  current: boolean;
  /** The tagging that the article shows, which a new one may replace only if it is still this one. */
  tagged: TaggedState;
}

export interface TaggedState {
  version: number | null;
  modelVersion: string | null;
}

/**
 * Loads many revisions in one round trip.
 *
 * @returns for each reference its revision, or undefined where there is none.
 */
export async function findRevisions(
  db: Database,
  refs: readonly RevisionRef[],
): Promise<{ revision: StoredRevision | undefined }[]> {
  const wanted = sql`json_to_recordset(${JSON.stringify(refs)}::json) as wanted ("articleId" text, version bigint)`;
  const rows = await db
    .select({
      articleId: revisions.articleId,
      version: revisions.version,
      headline: revisions.headline,
      body: revisions.body,
      bodyFormat: revisions.bodyFormat,
      language: revisions.language,
      receivedAt: revisions.receivedAt,
      articleVersion: articles.version,
      withdrawnAt: articles.withdrawnAt,
      taggedVersion: articles.taggedVersion,
      modelVersion: articles.modelVersion,
    })
    .from(wanted)
    .innerJoin(revisions, sql`${revisions.articleId} = wanted."articleId" and ${revisions.version} = wanted.version`)
    .innerJoin(articles, eq(articles.articleId, revisions.articleId));
  const found = new Map(rows.map((row) => [keyOf(row), row]));
  return refs.map((ref) => ({ revision: toRevision(found.get(keyOf(ref))) }));
}

function keyOf({ articleId, version }: RevisionRef): string {
  return `${articleId}/${version}`;
}

interface RevisionRow extends Omit<StoredRevision, "current" | "tagged"> {
  articleVersion: number;
  withdrawnAt: Date | null;
  taggedVersion: number | null;
  modelVersion: string | null;
}

function toRevision(row: RevisionRow | undefined): StoredRevision | undefined {
  if (!row) return undefined;
  const { articleVersion, withdrawnAt, taggedVersion, modelVersion, ...text } = row;
  return {
    ...text,
    current: articleVersion === row.version && withdrawnAt === null,
    tagged: { version: taggedVersion, modelVersion },
  };
}

/**
 * Revisions that lookups would show but that have no tagging, oldest first.
 *
 * @param olderThan leaves out those that arrived later, whose job is most likely on its way.
 */
export async function listPending(db: Database, olderThan: Date, limit: number): Promise<RevisionRef[]> {
  return db
    .select({ articleId: articles.articleId, version: articles.version })
    .from(articles)
    .where(
      and(
        isNull(articles.withdrawnAt),
        sql`tagged_version is distinct from version`,
        lt(articles.changedAt, olderThan),
      ),
    )
    .orderBy(asc(articles.changedAt))
    .limit(limit);
}

/** Past this many, counting costs more than the number is worth. */
const MOST_COUNTED = 100_000;

/** How many revisions have no tagging, counted up to 100,000, and since when the oldest of them waits. */
export async function readPending(db: Database): Promise<{ count: number; oldest: Date | undefined }> {
  const waiting = db
    .select({ changedAt: articles.changedAt })
    .from(articles)
    .where(and(isNull(articles.withdrawnAt), sql`tagged_version is distinct from version`))
    .orderBy(asc(articles.changedAt))
    .limit(MOST_COUNTED)
    .as("waiting");
  const [row] = await db.select({ count: count(), oldest: min(waiting.changedAt) }).from(waiting);
  return { count: row?.count ?? 0, oldest: row?.oldest ?? undefined };
}
