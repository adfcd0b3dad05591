import { and, asc, count, eq, gt, inArray, isNull, lt, ne, or, sql } from "drizzle-orm";
import type { BodyFormat, Lane, RevisionRef } from "../domain/article.js";
import type { Database } from "./database.js";
import { articles, revisions, taggings } from "./schema/articles.js";

/** A revision as the worker needs it, with what its article shows now. */
export interface StoredRevision extends RevisionRef {
  headline: string;
  body: string;
  bodyFormat: BodyFormat;
  language: string | null;
  receivedAt: Date;
  /** The tagging that the article shows, which a new one may replace only if it is still this one. */
  tagged: TaggedState;
  taggedAt: Date | null;
}

/** Nulls where the article shows no tagging. */
export interface TaggedState {
  version: number | null;
  modelVersion: string | null;
  /** How many decisions editors ever made on the article. */
  decisionCount: number;
}

/** Finds the revision that lookups would show of each article, in order; undefined for a withdrawn or unknown one. */
type FindRevisions = (articleIds: readonly string[]) => Promise<{ revision: StoredRevision | undefined }[]>;

/** Prepares finding many revisions in one round trip: planning the statement takes as long as running it. */
export function prepareFindRevisions(db: Database): FindRevisions {
  const select = selectRevisions(db).prepare("find_revisions");
  return async (articleIds) => {
    const rows = await select.execute({ articleIds: articleIds.join() });
    const found = new Map(
      rows.map(({ taggedVersion, modelVersion, decisionCount, ...row }) => [
        row.articleId,
        { ...row, tagged: { version: taggedVersion, modelVersion, decisionCount } },
      ]),
    );
    return articleIds.map((id) => ({ revision: found.get(id) }));
  };
}

/**
 * Written so that no index of lists fits it. Without statistics, PostgreSQL assumes that hardly any article is not
 * withdrawn, and would read all of those instead of going by their ids.
 */
export const isNotWithdrawn = sql`coalesce(${articles.withdrawnAt}, 'infinity') = 'infinity'`;

function selectRevisions(db: Database) {
  return db
    .select({
      articleId: revisions.articleId,
      version: revisions.version,
      headline: revisions.headline,
      body: revisions.body,
      bodyFormat: revisions.bodyFormat,
      language: revisions.language,
      receivedAt: revisions.receivedAt,
      taggedVersion: articles.taggedVersion,
      modelVersion: articles.modelVersion,
      decisionCount: articles.decisionCount,
      taggedAt: taggings.taggedAt,
    })
    .from(articles)
    .innerJoin(revisions, and(eq(revisions.articleId, articles.articleId), eq(revisions.version, articles.version)))
    .leftJoin(
      taggings,
      and(
        eq(taggings.articleId, articles.articleId),
        eq(taggings.version, articles.taggedVersion),
        eq(taggings.modelVersion, articles.modelVersion),
      ),
    )
    .where(
      and(sql`${articles.articleId} = any(string_to_array(${sql.placeholder("articleIds")}, ','))`, isNotWithdrawn),
    );
}

/**
 * Lists revisions of one lane that lookups would show but that have no tagging, oldest first.
 *
 * @param olderThan leaves out those that arrived later, whose job is most likely on its way.
 */
export async function listPending(
  db: Database,
  { backfill }: Lane,
  olderThan: Date,
  limit: number,
): Promise<RevisionRef[]> {
  return db
    .select({ articleId: articles.articleId, version: articles.version })
    .from(articles)
    .where(
      and(
        isNull(articles.withdrawnAt),
        sql`tagged_version is distinct from version`,
        eq(articles.backfill, backfill),
        lt(articles.changedAt, olderThan),
      ),
    )
    .orderBy(asc(articles.changedAt))
    .limit(limit);
}

/** The condition that an article shows a failed tagging. */
const showsFailure = and(eq(articles.outcome, "failed"), eq(articles.taggedVersion, articles.version));

/** Lists articles, by id, that another model than `modelVersion` tagged, or whose tagging failed. */
export async function listOutdated(
  db: Database,
  modelVersion: string,
  after: string | undefined,
  limit: number,
): Promise<RevisionRef[]> {
  return db
    .select({ articleId: articles.articleId, version: articles.version })
    .from(articles)
    .where(
      and(
        isNull(articles.withdrawnAt),
        or(ne(articles.modelVersion, modelVersion), showsFailure),
        after ? gt(articles.articleId, after) : undefined,
      ),
    )
    .orderBy(asc(articles.articleId))
    .limit(limit);
}

/**
 * Makes articles pending again that show a failure of this model, so that the relay brings them to a worker even if the
 * queue is lost. The failed tagging is history until another replaces it. They wait as a backfill, since their age says
 * nothing about how the service keeps up. Other articles are left alone.
 */
export async function forgetFailures(db: Database, articleIds: readonly string[], modelVersion: string): Promise<void> {
  await db
    .update(articles)
    .set({ taggedVersion: null, modelVersion: null, outcome: null, backfill: true })
    .where(and(inArray(articles.articleId, [...articleIds]), showsFailure, eq(articles.modelVersion, modelVersion)));
}

/** Past this many, counting costs more than the number is worth. */
const MOST_COUNTED = 100_000;

/**
 * Returns how many revisions have no tagging, counted up to 100,000, and since when the oldest of them waits. Backfills
 * do not count for that: nobody waits for them.
 */
export async function readPending(db: Database): Promise<{ count: number; oldest: Date | undefined }> {
  const waiting = db
    .select({ backfill: articles.backfill, changedAt: articles.changedAt })
    .from(articles)
    .where(and(isNull(articles.withdrawnAt), sql`tagged_version is distinct from version`))
    .orderBy(asc(articles.backfill), asc(articles.changedAt))
    .limit(MOST_COUNTED)
    .as("waiting");
  const oldest = sql<string | null>`min(${waiting.changedAt}) filter (where not ${waiting.backfill})`;
  const [row] = await db.select({ count: count(), oldest }).from(waiting);
  return { count: row?.count ?? 0, oldest: row?.oldest ? new Date(row.oldest) : undefined };
}
