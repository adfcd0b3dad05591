import { and, eq, sql } from "drizzle-orm";
import type { RevisionRef } from "../domain/article.js";
import type { Tagging } from "../domain/tagging.js";
import { type Database, execute, iso } from "./database.js";
import type { TaggedState } from "./revisions.js";
import { articles, taggings } from "./schema.js";

/**
 * Stores a tagging and makes it what lookups show, in one commit, if the article is still as it was when the work
 * began: at this version, not withdrawn, and showing `replaces`. Twice the same is once.
 *
 * @returns false when the article has moved on, and nothing was written.
 */
export async function saveTagging(
  db: Database,
  ref: RevisionRef,
  tagging: Tagging,
  replaces: TaggedState,
  now: Date,
): Promise<boolean> {
  const tags = "tags" in tagging ? tagging.tags : [];
  const tone = "sentiment" in tagging ? tagging.sentiment.tone.label : null;
  const rows = await execute(
    db,
    sql`
    with shown as (
      update beatline.articles set tagged_version = ${ref.version}::bigint, model_version = ${tagging.modelVersion},
        outcome = ${tagging.outcome}, tone = ${tone}
      where article_id = ${ref.articleId} and version = ${ref.version} and withdrawn_at is null
        and tagged_version is not distinct from ${replaces.version}::bigint
        and model_version is not distinct from ${replaces.modelVersion}::text
      returning article_id, listed_at
    ), saved as (
      insert into beatline.taggings (article_id, version, model_version, tagging, tagged_at)
      select article_id, ${ref.version}::bigint, ${tagging.modelVersion}, ${JSON.stringify(tagging)}::json,
        ${iso(now)}::timestamptz from shown
      on conflict do nothing
    ), dropped as (
      delete from beatline.tags using shown where tags.article_id = shown.article_id
        and not exists (select 1 from json_array_elements_text(${JSON.stringify(tags.map((tag) => tag.topic))}::json)
          as kept (topic) where kept.topic = tags.topic)
    ), listed as (
      insert into beatline.tags (article_id, topic, decision, confidence, listed_at)
      select shown.article_id, given.topic, given.decision, given.confidence, shown.listed_at
      from shown, json_to_recordset(${JSON.stringify(tags)}::json)
        as given (topic text, decision text, confidence real)
      on conflict (article_id, topic) do update set
        decision = excluded.decision, confidence = excluded.confidence, listed_at = excluded.listed_at
    )
    select 1 from shown`,
  );
  return rows.length > 0;
}

/** An article and the tagging that it shows. */
export interface ShownTagging {
  articleId: string;
  source: string;
  externalId: string;
  version: number;
  withdrawn: boolean;
  /** Absent while the highest version has no tagging yet. */
  shown: { tagging: Tagging; taggedAt: Date } | undefined;
}

export async function findTagging(db: Database, articleId: string): Promise<ShownTagging | undefined> {
  const [row] = await db
    .select({
      articleId: articles.articleId,
      source: articles.source,
      externalId: articles.externalId,
      version: articles.version,
      withdrawnAt: articles.withdrawnAt,
      tagging: taggings.tagging,
      taggedAt: taggings.taggedAt,
    })
    .from(articles)
    .leftJoin(
      taggings,
      and(
        eq(taggings.articleId, articles.articleId),
        eq(taggings.version, articles.version),
        eq(taggings.modelVersion, articles.modelVersion),
      ),
    )
    .where(eq(articles.articleId, articleId));
  if (!row) return undefined;
  const { withdrawnAt, tagging, taggedAt, ...article } = row;
  return {
    ...article,
    withdrawn: withdrawnAt !== null,
    shown: tagging && taggedAt ? { tagging, taggedAt } : undefined,
  };
}
