import { and, asc, desc, eq, gt, inArray, isNotNull, isNull, type SQL, sql } from "drizzle-orm";
import { MOST_AT_ONCE, type NumberedEvent } from "../domain/event.js";
import type { DescribedArticle } from "../domain/tags-document.js";
import { type Database, execute } from "./database.js";
import { articles, taggings } from "./schema/articles.js";
import { events } from "./schema/outbound.js";

/** An event with its content: the tagging that it is about, and editors' decisions as they stand when it is read. */
export interface ToldEvent extends NumberedEvent {
  source: string | null;
  /** Absent when the article is withdrawn or, after a failure, tagged by now, and in a test of an endpoint. */
  article: DescribedArticle | undefined;
}

/** Days; longer than it takes until the last attempt of a delivery. */
export const KEPT_DAYS = 7;

const NUMBERING_LOCK = 0x6e75_6d62; // "numb"

/**
 * Numbers the events in the outbox and plans their deliveries, in one statement. Only committed events get numbers,
 * from one process at a time, which holds the lock until its own commit. So whoever has seen a number will never see a
 * lower one appear. A number given in an event's own transaction could not promise that, since it may commit late.
 *
 * @returns how many were numbered; 0 also when another process is numbering.
 */
export async function numberEvents(db: Database): Promise<number> {
  const [row] = await execute<{ count: number }>(
    db,
    sql`
    with turn as materialized (
      select pg_try_advisory_xact_lock(${NUMBERING_LOCK}) as mine
    ), taken as (
      delete from beatline.outbox where (select mine from turn)
        and outbox_id in (select outbox_id from beatline.outbox order by outbox_id limit ${MOST_AT_ONCE})
      returning outbox_id, type, article_id, version, model_version, at
    ), numbered as (
      insert into beatline.events (type, article_id, source, version, model_version, at)
      select type, article_id, source, taken.version, taken.model_version, at
      from taken join beatline.articles using (article_id) order by outbox_id
      returning event_id, type, source
    ), planned as (
      insert into beatline.outbound_deliveries (event_id, endpoint_id, state, next_at)
      select event_id, endpoint_id, 'waiting', now()
      from numbered join beatline.endpoints on disabled_at is null and ${wants(sql`numbered`)}
    )
    select count(*)::int as count from numbered`,
  );
  return row?.count ?? 0;
}

/** Returns the condition that an endpoint wants an event; `event` is a table that has its type and source. */
export function wants(event: SQL): SQL {
  return sql`(endpoints.events is null or ${event}.type = any(endpoints.events))
    and (endpoints.source is null or ${event}.source = endpoints.source)`;
}

/** Tests of endpoints are numbered without the lock, so the promise about numbers does not cover them. */
const isOfArticle = isNotNull(events.articleId);

/** Returns the number of the newest event of an article; 0 when there is none. */
export async function findNewestEventId(db: Database): Promise<number> {
  const { eventId } = events;
  const [row] = await db.select({ eventId }).from(events).where(isOfArticle).orderBy(desc(eventId)).limit(1);
  return row?.eventId ?? 0;
}

/** Lists events of articles with a number above `after`, in their order. */
export async function listEvents(db: Database, after: number, limit: number): Promise<ToldEvent[]> {
  const rows = await selectEvents(db)
    .where(and(gt(events.eventId, after), isOfArticle))
    .orderBy(asc(events.eventId))
    .limit(limit);
  return rows.map(toTold);
}

export async function loadEvents(db: Database, eventIds: number[]): Promise<Map<number, ToldEvent>> {
  const rows = await selectEvents(db).where(inArray(events.eventId, eventIds));
  return new Map(rows.map((row) => [row.eventId, toTold(row)]));
}

/**
 * Deletes the oldest events past their time, by the database's clock, with their deliveries: up to 1,000 events at
 * once, which may be 100,000 deliveries.
 *
 * @returns how many events.
 */
export async function purgeEvents(db: Database): Promise<number> {
  // With an array PostgreSQL uses the key; for a join it would read all deliveries until it has statistics.
  const [row] = await execute<{ count: number }>(
    db,
    sql`
    with gone as (
      delete from beatline.events where at < now() - make_interval(days => ${KEPT_DAYS})
        and event_id in (select event_id from beatline.events order by event_id limit 1000)
      returning event_id
    ), ended as (
      delete from beatline.outbound_deliveries where event_id = any(array(select event_id from gone))
    )
    select count(*)::int as count from gone`,
  );
  return row?.count ?? 0;
}

function selectEvents(db: Database) {
  return db
    .select({
      eventId: events.eventId,
      type: events.type,
      at: events.at,
      source: events.source,
      version: events.version,
      articleId: articles.articleId,
      articleSource: articles.source,
      externalId: articles.externalId,
      standing: articles.standing,
      tagging: taggings.tagging,
      taggedAt: taggings.taggedAt,
    })
    .from(events)
    .leftJoin(articles, and(eq(articles.articleId, events.articleId), isNull(articles.withdrawnAt)))
    .leftJoin(
      taggings,
      and(
        eq(taggings.articleId, events.articleId),
        eq(taggings.version, events.version),
        eq(taggings.modelVersion, events.modelVersion),
      ),
    );
}

type EventRow = Awaited<ReturnType<typeof selectEvents>>[number];

function toTold({ eventId, type, at, source, ...row }: EventRow): ToldEvent {
  const { articleId, articleSource, externalId, standing, version, tagging, taggedAt } = row;
  const isThere = articleId && articleSource && externalId && standing && version !== null && tagging && taggedAt;
  const isTrue = type !== "article.failed" || tagging?.outcome === "failed";
  const article =
    isThere && isTrue
      ? { articleId, source: articleSource, externalId, version, standing, tagging, taggedAt }
      : undefined;
  return { eventId, type, at, source, article };
}
