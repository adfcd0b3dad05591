import { and, asc, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Tagging } from "../domain/tagging.js";
import type { Topic } from "../domain/topic.js";
import { type Database, matches } from "./database.js";
import { articles, hasReject, tags } from "./schema/articles.js";
import { searchHeadlines } from "./search.js";

export interface ListFilter {
  topic?: Topic | undefined;
  /** `rejected` is an editor's standing reject; such a topic has no tag. */
  decision?: string | undefined;
  tone?: string | undefined;
  outcome?: Tagging["outcome"] | undefined;
  section?: string | undefined;
  source?: string | undefined;
  /** The only source that the caller may know of; null for all. */
  visibleSource: string | null;
  /** Compared, like `publishedBefore`, with the CMS's time of publication, else with the first arrival. */
  publishedAfter?: Date | undefined;
  publishedBefore?: Date | undefined;
  /** A search in the headline, as PostgreSQL's `websearch_to_tsquery` reads it. */
  q?: string | undefined;
}

/** The place in a list after which the next page begins. */
export interface ListPosition {
  listedAt: Date;
  articleId: string;
}

interface ListedTag {
  topic: Topic;
  decision: string;
  confidence: number | null;
}

/** `outcome`, `tone` and `tags` belong to the last tagging, of `taggedVersion`, even while a newer version waits. */
export interface ListedArticle extends ListPosition {
  source: string;
  externalId: string;
  version: number;
  /** Null while the article has no tagging. */
  taggedVersion: number | null;
  headline: string;
  url: string | null;
  section: string | null;
  publishedAt: Date | null;
  outcome: Tagging["outcome"] | null;
  tone: string | null;
  tags: ListedTag[];
}

/** Lists a page of the articles that are not withdrawn, newest first. */
export async function listArticles(
  db: Database,
  filter: ListFilter,
  after: ListPosition | undefined,
  limit: number,
): Promise<ListedArticle[]> {
  const search = filter.q === undefined ? undefined : await searchHeadlines(db, filter.q);
  return withTags(db, await selectPage(db, filter, search, after, limit));
}

const listed = {
  articleId: articles.articleId,
  source: articles.source,
  externalId: articles.externalId,
  version: articles.version,
  taggedVersion: articles.taggedVersion,
  headline: articles.headline,
  url: articles.url,
  section: articles.section,
  publishedAt: articles.publishedAt,
  outcome: articles.outcome,
  tone: articles.tone,
};

/**
 * Walks the filter's index in list order (the tags' index for a tag filter), so that the time depends on the page and
 * not on the number of articles. An article with two matching tags comes twice in a row and is kept once. A rejected
 * topic has no tag, so rejects are found in the articles.
 */
function selectPage(
  db: Database,
  filter: ListFilter,
  search: SQL | undefined,
  after: ListPosition | undefined,
  limit: number,
) {
  const isVisible = [isNull(articles.withdrawnAt), ...conditions(filter), search];
  const rejected = isRejected(filter);
  if (rejected || (!filter.topic && !filter.decision)) {
    return db
      .select({ ...listed, listedAt: articles.listedAt })
      .from(articles)
      .where(and(...isVisible, rejected, ...place(articles, filter, after)))
      .orderBy(desc(articles.listedAt), desc(articles.articleId))
      .limit(limit);
  }
  return db
    .selectDistinctOn([tags.listedAt, tags.articleId], { ...listed, listedAt: tags.listedAt })
    .from(tags)
    .innerJoin(articles, eq(articles.articleId, tags.articleId))
    .where(
      and(
        matches(tags.topic, filter.topic),
        matches(tags.decision, filter.decision),
        ...isVisible,
        ...place(tags, filter, after),
      ),
    )
    .orderBy(desc(tags.listedAt), desc(tags.articleId))
    .limit(limit);
}

function isRejected({ topic, decision }: ListFilter): SQL | undefined {
  if (decision !== "rejected") return undefined;
  return and(hasReject, topic && sql`${articles.standing} ->> ${topic}::text = 'reject'`);
}

function conditions(filter: ListFilter): (SQL | undefined)[] {
  return [
    matches(articles.tone, filter.tone),
    matches(articles.outcome, filter.outcome),
    matches(articles.section, filter.section),
    matches(articles.source, filter.source),
    matches(articles.source, filter.visibleSource),
  ];
}

/** Returns the conditions for a stretch of the list. A comparison of whole rows lets one index scan find the place. */
function place(
  { listedAt, articleId }: typeof articles | typeof tags,
  { publishedAfter, publishedBefore }: ListFilter,
  after: ListPosition | undefined,
): (SQL | undefined)[] {
  return [
    publishedAfter && gte(listedAt, publishedAfter),
    publishedBefore && lt(listedAt, publishedBefore),
    after && sql`(${listedAt}, ${articleId}) < (${after.listedAt.toISOString()}::timestamptz, ${after.articleId})`,
  ];
}

/** Adds to each article its tags, the most certain first. */
export async function withTags<Row extends { articleId: string }>(
  db: Database,
  listed: Row[],
): Promise<(Row & { tags: ListedTag[] })[]> {
  const ids = listed.map(({ articleId }) => articleId);
  const rows = await db
    .select()
    .from(tags)
    .where(inArray(tags.articleId, ids))
    .orderBy(asc(tags.articleId), sql`confidence desc nulls last`, asc(tags.topic));
  const tagged = new Map(ids.map((id): [string, ListedTag[]] => [id, []]));
  for (const { articleId, topic, decision, confidence } of rows) {
    tagged.get(articleId)?.push({ topic, decision, confidence });
  }
  return listed.map((row) => ({ ...row, tags: tagged.get(row.articleId) ?? [] }));
}
