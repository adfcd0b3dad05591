import { and, eq, sql } from "drizzle-orm";
import type { RevisionRef } from "../domain/article.js";
import { giveEvidence, type TaggingEvidence, takeEvidence } from "../domain/evidence.js";
import type { FormattedArticle } from "../domain/formats/formatted-article.js";
import { urgencyOf } from "../domain/override.js";
import type { BareTagging, CleanText, Tagging } from "../domain/tagging.js";
import { TOPICS } from "../domain/topic.js";
import { batchStatements, type Database, execute, iso } from "./database.js";
import { isNotWithdrawn, type TaggedState } from "./revisions.js";
import { articles, taggings } from "./schema/articles.js";

/** A tagging to be stored for a revision, and what its article must still show for it to count. */
export interface NewTagging {
  ref: RevisionRef;
  tagging: Tagging;
  replaces: TaggedState;
}

/**
 * Stores taggings, makes their articles show them and puts an event for each into the outbox, all in one commit. A
 * tagging counts if its article is not withdrawn, still shows `replaces` and has had no decision since: this statement
 * would not see the tags that a concurrent decision lists. If a newer version has come in between, lists show this
 * tagging until that version has its own. Saving a tagging twice is the same as once. It replaces an earlier one of the
 * same revision and model, such as a failed one.
 *
 * @returns for each whether it was written; false when its article has changed since.
 */
export async function saveTaggings(
  db: Database,
  given: readonly NewTagging[],
  now: Date,
): Promise<{ saved: boolean }[]> {
  // With an array PostgreSQL uses the key; for a join it would read the whole table until it has statistics.
  const articleIds = sql.param(given.map(({ ref }) => ref.articleId));
  const rows = await execute<{ articleId: string; version: string }>(
    db,
    sql`
    with given as (
      select distinct on (article_id) * from json_to_recordset(${JSON.stringify(given.map(toRow))}::json) as row
        (article_id text, version bigint, model_version text, outcome text, tone text, tagging json, evidence json,
         text json, candidates json,
         replaces_version bigint, replaces_model text, replaces_decisions integer)
      order by article_id, version desc
    ), shown as (
      update beatline.articles set tagged_version = given.version, model_version = given.model_version,
        outcome = given.outcome, tone = given.tone
      from given
      where articles.article_id = given.article_id and articles.article_id = any(${articleIds}::text[])
        and articles.version >= given.version and ${isNotWithdrawn}
        and tagged_version is not distinct from replaces_version
        and articles.model_version is not distinct from replaces_model and decision_count = replaces_decisions
      returning articles.article_id, given.version, listed_at, standing, source, section, articles.model_version
    ), saved as (
      insert into beatline.taggings (article_id, version, model_version, tagging, evidence, text, tagged_at)
      select article_id, version, given.model_version, tagging, evidence, text, ${iso(now)}::timestamptz
      from given join shown using (article_id, version)
      on conflict (article_id, version, model_version) do update set tagging = excluded.tagging,
        evidence = excluded.evidence, text = excluded.text, tagged_at = excluded.tagged_at
    ), told as (
      insert into beatline.outbox (type, article_id, version, model_version, at)
      select case outcome when 'failed' then 'article.failed' else 'article.tagged' end,
        article_id, version, given.model_version, ${iso(now)}::timestamptz
      from given join shown using (article_id, version)
    ), ${listTags}
    select article_id as "articleId", version from shown`,
  );
  const written = new Set(rows.map(({ articleId, version }) => `${articleId}/${version}`));
  return given.map(({ ref }) => ({ saved: written.has(`${ref.articleId}/${ref.version}`) }));
}

/**
 * The last parts of a statement that changes what articles show. `given` has each article's `candidates`, `shown` the
 * changed articles with their standing decisions. `applyOverrides` makes the tags document by the same rule.
 */
export const listTags = sql`tagged as (
      select article_id, topic, confidence, urgency, candidate.tone, listed_at, source, section, shown.model_version,
        case standing ->> topic when 'accept' then 'accepted' when 'add' then 'added' else decision end as decision
      from given join shown using (article_id, version), json_to_recordset(given.candidates)
        as candidate (topic text, decision text, confidence real, urgency real, tone real)
      where standing ->> topic is distinct from 'reject' and coalesce(standing ->> topic, decision) is not null
    ), dropped as (
      delete from beatline.tags using shown where tags.article_id = shown.article_id
        and not exists (select 1 from tagged where tagged.article_id = tags.article_id and tagged.topic = tags.topic)
    ), listed as (
      insert into beatline.tags
        (article_id, topic, decision, confidence, urgency, tone, listed_at, source, section, model_version)
      select article_id, topic, decision, confidence, urgency, tone, listed_at, source, section, model_version from tagged
      on conflict (article_id, topic) do update set decision = excluded.decision,
        confidence = excluded.confidence, urgency = excluded.urgency, tone = excluded.tone,
        listed_at = excluded.listed_at, source = excluded.source, section = excluded.section,
        model_version = excluded.model_version, withdrawn = false
    )`;

/** Lists what the model says of each topic. Where it gives no tag, `decision` is null and the tone is the article's. */
export function listCandidates(tagging: BareTagging) {
  return TOPICS.map((topic) => {
    const tag = "tags" in tagging ? tagging.tags.find((given) => given.topic === topic) : undefined;
    const confidence = "confidences" in tagging ? tagging.confidences[topic] : null;
    const tone = tag?.tone.score ?? ("sentiment" in tagging ? tagging.sentiment.tone.score : null);
    return { topic, decision: tag?.decision ?? null, confidence, urgency: tag ? urgencyOf(tag) : 0, tone };
  });
}

function toRow({ ref, tagging, replaces }: NewTagging) {
  const { text = null, ...rest } = { text: undefined, ...tagging };
  const { bare, evidence } = takeEvidence(rest);
  return {
    article_id: ref.articleId,
    version: ref.version,
    model_version: tagging.modelVersion,
    outcome: tagging.outcome,
    tone: "sentiment" in tagging ? tagging.sentiment.tone.label : null,
    tagging: bare,
    evidence,
    text,
    candidates: listCandidates(tagging),
    replaces_version: replaces.version,
    replaces_model: replaces.modelVersion,
    replaces_decisions: replaces.decisionCount,
  };
}

/** An article and the tagging that it shows. */
export interface ShownTagging extends Omit<FormattedArticle, "tagging" | "taggedAt"> {
  withdrawn: boolean;
  /** How many decisions editors ever made on it. */
  decisionCount: number;
  /** Absent while the highest version has no tagging yet. */
  shown: Pick<FormattedArticle, "tagging" | "taggedAt"> | undefined;
}

/** Finds an article by its id; `whole` adds the evidence and the clean text of its tagging. */
export type FindTagging = (articleId: string, whole?: boolean) => Promise<ShownTagging | undefined>;

/** Lookups that come while a query is under way share the next one: each is short. */
const LOOKUPS = { most: 50, inFlight: 1 };

/**
 * Prepares lookups, which a newsroom's site does most. The statements are prepared once, since building one costs as
 * much as running it, and lookups that come together share a round trip.
 */
export function prepareFindTagging(db: Database): FindTagging {
  const bare = selectTaggings(db, BARE).prepare("find_tagging");
  const full = selectTaggings(db, WHOLE).prepare("find_whole_tagging");
  const findBare = batchStatements(async (articleIds: readonly string[]) => {
    const rows = await bare.execute({ articleIds: articleIds.join() });
    const found = new Map(rows.map((row) => [row.articleId, toShown(row)]));
    return articleIds.map((articleId) => ({ article: found.get(articleId) }));
  }, LOOKUPS);
  return async (articleId, whole = false) => {
    if (!whole) return (await findBare(articleId)).article;
    const [row] = await full.execute({ articleIds: articleId });
    return row && toShown(row);
  };
}

function selectTaggings(db: Database, parts: typeof BARE | typeof WHOLE) {
  return db
    .select({ ...SHOWN_COLUMNS, ...parts })
    .from(articles)
    .leftJoin(taggings, isShown)
    .where(sql`${articles.articleId} = any(string_to_array(${sql.placeholder("articleIds")}, ','))`);
}

/** The columns that `toShown` needs of an article and of the tagging that `isShown` joins, beside BARE or WHOLE. */
export const SHOWN_COLUMNS = {
  articleId: articles.articleId,
  source: articles.source,
  externalId: articles.externalId,
  version: articles.version,
  headline: articles.headline,
  url: articles.url,
  section: articles.section,
  publishedAt: articles.publishedAt,
  updatedAt: articles.updatedAt,
  withdrawnAt: articles.withdrawnAt,
  standing: articles.standing,
  decisionCount: articles.decisionCount,
  tagging: taggings.tagging,
  taggedAt: taggings.taggedAt,
};

/** Leaves out the parts of a tagging that are loaded only when asked for. */
export const BARE = { evidence: sql<null>`null`.as("evidence"), text: sql<null>`null`.as("text") };

/** Loads those parts. */
export const WHOLE = { evidence: taggings.evidence, text: taggings.text };

/** The condition that a tagging is of the article's highest version, by the model that tagged it last. */
export const isShown = and(
  eq(taggings.articleId, articles.articleId),
  eq(taggings.version, articles.version),
  eq(taggings.modelVersion, articles.modelVersion),
);

interface ShownRow extends Omit<ShownTagging, "withdrawn" | "shown"> {
  withdrawnAt: Date | null;
  tagging: BareTagging | null;
  evidence: TaggingEvidence | null;
  text: CleanText | null;
  taggedAt: Date | null;
}

export function toShown({ withdrawnAt, tagging, evidence, text, taggedAt, ...article }: ShownRow): ShownTagging {
  const whole = tagging && giveEvidence(tagging, evidence, text);
  return {
    ...article,
    withdrawn: withdrawnAt !== null,
    shown: whole && taggedAt ? { tagging: text ? { ...whole, text } : whole, taggedAt } : undefined,
  };
}
