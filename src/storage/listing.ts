import { and, asc, desc, eq, gte, inArray, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Tagging } from "../domain/tagging.js";
import type { Topic } from "../domain/topic.js";
import type { Database } from "./database.js";
import { articles, tags } from "./schema.js";

export interface ListFilter {
  topic?: Topic | undefined;
  decision?: string | undefined;
  tone?: string | undefined;
  outcome?: Tagging["outcome"] | undefined;
  section?: string | undefined;
  source?: string | undefined;
  /** The only source that the caller may know of; null for all. */
  visibleSource: string | null;
  publishedAfter?: Date | undefined;
  publishedBefore?: Date | undefined;
}

/** The place in a list after which the next page begins. */
export interface ListPosition {
  listedAt: Date;
  articleId: string;
}

export interface ListedTag {
  topic: Topic;
  decision: string;
  confidence: number | null;
}

/** `outcome`, `tone` and `tags` are those of the last tagging, also while a newer version waits for its own. */
export interface ListedArticle extends ListPosition {
  source: string;
  externalId: string;
  version: number;
  headline: string;
  url: string | null;
  section: string | null;
  publishedAt: Date | null;
  outcome: Tagging["outcome"] | null;
  tone: string | null;
  tags: ListedTag[];
}

/** A page of the articles that are not withdrawn, newest first. */
export async function listArticles(
  db: Database,
  filter: ListFilter,
  after: ListPosition | undefined,
  limit: number,
): Promise<ListedArticle[]> {
  const rows = await db
    .select({
      articleId: articles.articleId,
      listedAt: articles.listedAt,
      source: articles.source,
      externalId: articles.externalId,
      version: articles.version,
      headline: articles.headline,
      url: articles.url,
      section: articles.section,
      publishedAt: articles.publishedAt,
      outcome: articles.outcome,
      tone: articles.tone,
    })
    .from(articles)
    .where(and(isNull(articles.withdrawnAt), ...conditions(filter), after && follows(after)))
    .orderBy(desc(articles.listedAt), desc(articles.articleId))
    .limit(limit);
  const tagged = await loadTags(
    db,
    rows.map((row) => row.articleId),
  );
  return rows.map((row) => ({ ...row, tags: tagged.get(row.articleId) ?? [] }));
}

function conditions(filter: ListFilter): (SQL | undefined)[] {
  const tagged = and(
    eq(tags.articleId, articles.articleId),
    filter.topic && eq(tags.topic, filter.topic),
    filter.decision ? eq(tags.decision, filter.decision) : undefined,
  );
  return [
    filter.topic || filter.decision ? sql`exists (select 1 from ${tags} where ${tagged})` : undefined,
    filter.tone ? eq(articles.tone, filter.tone) : undefined,
    filter.outcome && eq(articles.outcome, filter.outcome),
    filter.section ? eq(articles.section, filter.section) : undefined,
    filter.source ? eq(articles.source, filter.source) : undefined,
    filter.visibleSource === null ? undefined : eq(articles.source, filter.visibleSource),
    filter.publishedAfter && gte(articles.publishedAt, filter.publishedAfter),
    filter.publishedBefore && lt(articles.publishedAt, filter.publishedBefore),
  ];
}

/** Rows are compared whole, so that one index scan finds the place. */
function follows(after: ListPosition): SQL {
  return sql`(${articles.listedAt}, ${articles.articleId}) < (${after.listedAt.toISOString()}::timestamptz, ${after.articleId})`;
}

/** The tags of each article, the most certain first. */
export async function loadTags(db: Database, articleIds: string[]): Promise<Map<string, ListedTag[]>> {
  const rows = await db
    .select()
    .from(tags)
    .where(inArray(tags.articleId, articleIds))
    .orderBy(asc(tags.articleId), sql`confidence desc nulls last`, asc(tags.topic));
  const byArticle = new Map<string, ListedTag[]>();
  for (const { articleId, topic, decision, confidence } of rows) {
    const listed = byArticle.get(articleId) ?? [];
    listed.push({ topic, decision, confidence });
    byArticle.set(articleId, listed);
  }
  return byArticle;
}
