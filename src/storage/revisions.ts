import { and, asc, eq, isNull, lt, sql } from "drizzle-orm";
import type { BodyFormat, RevisionRef } from "../domain/article.js";
import type { Database } from "./database.js";
import { articles, revisions } from "./schema.js";

/** A revision as the worker needs it, with what its article shows now. */
export interface StoredRevision extends RevisionRef {
  headline: string;
  body: string;
  bodyFormat: BodyFormat;
  language: string | null;
  /** False once a newer version is here or the article is withdrawn. */
  current: boolean;
  /** The tagging that the article shows, which a new one may replace only if it is still this one. */
  tagged: TaggedState;
}

export interface TaggedState {
  version: number | null;
  modelVersion: string | null;
}

/** @throws Error when there is no such revision. */
export async function loadRevision(db: Database, ref: RevisionRef): Promise<StoredRevision> {
  const [row] = await db
    .select({
      headline: revisions.headline,
      body: revisions.body,
      bodyFormat: revisions.bodyFormat,
      language: revisions.language,
      articleVersion: articles.version,
      withdrawnAt: articles.withdrawnAt,
      taggedVersion: articles.taggedVersion,
      modelVersion: articles.modelVersion,
    })
    .from(revisions)
    .innerJoin(articles, eq(articles.articleId, revisions.articleId))
    .where(and(eq(revisions.articleId, ref.articleId), eq(revisions.version, ref.version)));
  if (!row) throw new Error(`There is no revision ${ref.articleId} version ${ref.version}`);
  const { articleVersion, withdrawnAt, taggedVersion, modelVersion, ...text } = row;
  return {
    ...ref,
    ...text,
    current: articleVersion === ref.version && withdrawnAt === null,
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
