import { and, desc, eq, gt, isNull, ne, notExists, or, type SQL, sql } from "drizzle-orm";
import { alias } from "drizzle-orm/pg-core";
import type { Caller } from "../domain/caller.js";
import type { Topic } from "../domain/topic.js";
import { type Database, execute, matches } from "./database.js";
import { type ListedArticle, type ListFilter, withTags } from "./listing.js";
import { articles, claims, taggings, tags } from "./schema/articles.js";
import { isShown } from "./taggings.js";

/** Which articles the review queue shows; the filters of lists. */
type ReviewFilter = Pick<ListFilter, "topic" | "section" | "source">;

/** The place in the review queue after which the next page begins. */
export interface ReviewPosition {
  urgency: number;
  articleId: string;
}

/** An article with a suggested tag on which no editor has decided. */
export interface ReviewArticle extends ReviewPosition, Omit<ListedArticle, "listedAt" | "outcome" | "taggedVersion"> {
  modelVersion: string | null;
  taggedAt: Date;
  decisionCount: number;
}

interface Claim {
  keyId: string;
  keyName: string;
  expiresAt: Date;
}

const CLAIM_MINUTES = 5;

/**
 * Lists a page of the articles that need an editor, those first whose tags are the least certain and the likeliest to
 * be what the article is mainly about. Left out are those claimed by another editor or waiting for a tagging.
 */
export async function listForReview(
  db: Database,
  filter: ReviewFilter,
  { keyId, source }: Pick<Caller, "keyId" | "source">,
  after: ReviewPosition | undefined,
  limit: number,
): Promise<ReviewArticle[]> {
  const rows = await db
    .select({
      articleId: articles.articleId,
      urgency: tags.urgency,
      source: articles.source,
      externalId: articles.externalId,
      version: articles.version,
      headline: articles.headline,
      url: articles.url,
      section: articles.section,
      publishedAt: articles.publishedAt,
      tone: articles.tone,
      modelVersion: articles.modelVersion,
      taggedAt: taggings.taggedAt,
      decisionCount: articles.decisionCount,
    })
    .from(tags)
    .innerJoin(articles, and(eq(articles.articleId, tags.articleId), eq(articles.taggedVersion, articles.version)))
    .innerJoin(taggings, isShown)
    .where(
      and(
        eq(tags.decision, "suggested"),
        isNull(articles.withdrawnAt),
        isMostUrgent(db, filter.topic),
        isFree(db, keyId),
        matches(tags.topic, filter.topic),
        matches(articles.section, filter.section),
        matches(articles.source, filter.source),
        matches(articles.source, source),
        after && sql`(${tags.urgency}, ${tags.articleId}) < (${after.urgency}::real, ${after.articleId})`,
      ),
    )
    .orderBy(desc(tags.urgency), desc(tags.articleId))
    .limit(limit);
  return withTags(db, rows);
}

/**
 * Reserves an article for an editor for five minutes, or for five more.
 *
 * @returns the claim in force: the editor's, or another's that has not expired.
 */
export async function claimArticle(db: Database, articleId: string, editor: Omit<Claim, "expiresAt">): Promise<Claim> {
  const { keyId, keyName } = editor;
  const rows = await execute<{ expiresAt: string }>(
    db,
    sql`
    insert into beatline.claims as held (article_id, key_id, key_name, expires_at)
    values (${articleId}, ${keyId}, ${keyName}, now() + make_interval(mins => ${CLAIM_MINUTES}))
    on conflict (article_id) do update set
      key_id = excluded.key_id, key_name = excluded.key_name, expires_at = excluded.expires_at
    where held.key_id = excluded.key_id or held.expires_at < now()
    returning expires_at as "expiresAt"`,
  );
  const [mine] = rows;
  if (mine) return { keyId, keyName, expiresAt: new Date(mine.expiresAt) };
  const [other] = await db.select().from(claims).where(eq(claims.articleId, articleId));
  // The other claim was released between the two statements.
  return other ?? claimArticle(db, articleId, editor);
}

/** Releases an editor's claim to an article; does nothing when there is none. */
export async function releaseArticle(db: Database, articleId: string, keyId: string): Promise<void> {
  await db.delete(claims).where(and(eq(claims.articleId, articleId), eq(claims.keyId, keyId)));
}

/** Keeps an article in the queue once, however many of its tags are suggested. */
function isMostUrgent(db: Database, topic: Topic | undefined): SQL | undefined {
  if (topic) return undefined;
  const other = alias(tags, "other");
  const isMore = or(
    gt(other.urgency, tags.urgency),
    and(eq(other.urgency, tags.urgency), sql`${other.topic} < ${tags.topic}`),
  );
  return notExists(
    db
      .select({ found: sql`1` })
      .from(other)
      .where(and(eq(other.articleId, tags.articleId), eq(other.decision, "suggested"), isMore)),
  );
}

function isFree(db: Database, keyId: string): SQL {
  return notExists(
    db
      .select({ found: sql`1` })
      .from(claims)
      .where(and(eq(claims.articleId, tags.articleId), ne(claims.keyId, keyId), sql`expires_at > now()`)),
  );
}
