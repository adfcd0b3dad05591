import { and, asc, count, eq, gt, isNotNull, isNull, ne, sql } from "drizzle-orm";
import type { Action, Decision, Standing } from "../domain/override.js";
import { applyDecisions } from "../domain/override.js";
import type { CleanText } from "../domain/tagging.js";
import type { Topic } from "../domain/topic.js";
import type { Actor } from "./audit.js";
import { type Database, execute, matches } from "./database.js";
import { articles, overrides, taggings } from "./schema/articles.js";
import { listCandidates, listTags, type ShownTagging } from "./taggings.js";

/** An article that shows a tagging. */
export type TaggedArticle = Omit<ShownTagging, "shown"> & { shown: NonNullable<ShownTagging["shown"]> };

const LOGGING_LOCK = 0x6465_6369; // "deci"

/**
 * Stores an editor's decisions, updates the article's tags and puts an event into the outbox, in one statement, if the
 * article is still as the editor saw it. One statement at a time gives out the decisions' numbers, until its own
 * commit. So whoever has seen a number will never see a lower one appear, and may continue after it.
 *
 * @param seen the article with the tagging that the editor saw.
 * @returns the standing decisions; undefined when a revision, tagging, decision or withdrawal came in between.
 */
export async function saveDecisions(
  db: Database,
  seen: TaggedArticle,
  decisions: readonly Decision[],
  editor: Actor,
): Promise<Standing | undefined> {
  const { articleId, version, shown, decisionCount } = seen;
  const standing = applyDecisions(seen.standing, decisions);
  const candidates = listCandidates(shown.tagging);
  const made = decisions.map(({ topic, action, note = null }) => {
    const modelDecision = candidates.find((candidate) => candidate.topic === topic)?.decision ?? null;
    return { topic, action, note, model_decision: modelDecision };
  });
  const rows = await execute(
    db,
    sql`
    with given as (
      select ${articleId} as article_id, ${version}::bigint as version, ${JSON.stringify(candidates)}::json as candidates
    ), shown as (
      update beatline.articles set standing = ${JSON.stringify(standing)}::json,
        decision_count = decision_count + ${decisions.length}
      where article_id = ${articleId} and version = ${version} and tagged_version = version
        and model_version = ${shown.tagging.modelVersion} and decision_count = ${decisionCount} and withdrawn_at is null
      returning article_id, version, listed_at, standing, source, section, model_version
    ), turn as materialized (
      select pg_advisory_xact_lock(${LOGGING_LOCK}) from shown
    ), logged as (
      insert into beatline.overrides (article_id, topic, action, note, version, model_version, model_decision,
        key_id, key_name, request_id, at)
      select article_id, topic, action, note, version, ${shown.tagging.modelVersion}, model_decision,
        ${editor.keyId}, ${editor.keyName}, ${editor.requestId}, now()
      from turn, shown, json_to_recordset(${JSON.stringify(made)}::json)
        as made (topic text, action text, note text, model_decision text)
    ), told as (
      insert into beatline.outbox (type, article_id, version, model_version, at)
      select 'article.overridden', article_id, version, ${shown.tagging.modelVersion}, now() from shown
    ), freed as (
      delete from beatline.claims using shown where claims.article_id = shown.article_id
    ), ${listTags}
    select article_id from shown`,
  );
  return rows.length > 0 ? standing : undefined;
}

/** A decision as the log keeps it. */
export interface LoggedDecision {
  overrideId: number;
  topic: Topic;
  action: Action;
  note: string | null;
  version: number;
  modelVersion: string;
  /** What the model had decided; null when it gave no tag. */
  modelDecision: string | null;
  keyId: string;
  keyName: string;
  at: Date;
}

/** Lists all decisions on an article, in the order in which they were made. */
export async function listDecisions(db: Database, articleId: string): Promise<LoggedDecision[]> {
  return db.select().from(overrides).where(eq(overrides.articleId, articleId)).orderBy(asc(overrides.overrideId));
}

/** A standing decision with the text that it was made on. */
export interface TrainingDecision {
  overrideId: number;
  articleId: string;
  source: string;
  externalId: string;
  version: number;
  topic: Topic;
  action: Action;
  note: string | null;
  at: Date;
  text: CleanText;
}

/** The condition that a decision stands: it is the last one on its topic of its article. */
const stands = sql`not exists (select 1 from beatline.overrides as later where later.article_id = ${overrides.articleId}
  and later.topic = ${overrides.topic} and later.override_id > ${overrides.overrideId})`;

/** Lists standing decisions after `after`, in the order in which they were made, of articles that are not withdrawn. */
export async function listTrainingDecisions(
  db: Database,
  { visibleSource, after }: { visibleSource: string | null; after: number },
  limit: number,
): Promise<TrainingDecision[]> {
  const rows = await db
    .select({
      overrideId: overrides.overrideId,
      articleId: overrides.articleId,
      source: articles.source,
      externalId: articles.externalId,
      version: overrides.version,
      topic: overrides.topic,
      action: overrides.action,
      note: overrides.note,
      at: overrides.at,
      text: taggings.text,
    })
    .from(overrides)
    .innerJoin(articles, and(eq(articles.articleId, overrides.articleId), isNull(articles.withdrawnAt)))
    .innerJoin(
      taggings,
      and(
        eq(taggings.articleId, overrides.articleId),
        eq(taggings.version, overrides.version),
        eq(taggings.modelVersion, overrides.modelVersion),
        isNotNull(taggings.text),
      ),
    )
    .where(
      and(
        gt(overrides.overrideId, after),
        ne(overrides.action, "clear"),
        stands,
        matches(articles.source, visibleSource),
      ),
    )
    .orderBy(asc(overrides.overrideId))
    .limit(limit);
  return rows.flatMap(({ text, ...row }) => (text ? [{ ...row, text }] : []));
}

/** Counts the standing decisions of each kind on a topic. */
export async function countDecisions(
  db: Database,
  topic: Topic,
  visibleSource: string | null,
): Promise<{ modelDecision: string | null; action: Action; count: number }[]> {
  return db
    .select({ modelDecision: overrides.modelDecision, action: overrides.action, count: count() })
    .from(overrides)
    .innerJoin(articles, eq(articles.articleId, overrides.articleId))
    .where(and(eq(overrides.topic, topic), stands, matches(articles.source, visibleSource)))
    .groupBy(overrides.modelDecision, overrides.action);
}
