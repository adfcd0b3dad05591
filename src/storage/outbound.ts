import { and, desc, eq, lt, sql } from "drizzle-orm";
import type { EventType, OutboundState, StoredAttempt } from "../domain/event.js";
import { type Database, execute, iso, matches } from "./database.js";
import { endpoints, events, outboundDeliveries } from "./schema/outbound.js";

/** A due delivery, claimed by one process. */
export interface ClaimedDelivery {
  eventId: number;
  /** Failed attempts so far. */
  tries: number;
}

/** How an attempt ended, and what follows; `nextAt` is when the next one is due. */
export interface AttemptResult {
  endpointId: string;
  eventId: number;
  attempt: StoredAttempt;
  state: OutboundState;
  nextAt?: Date | undefined;
  /** Whether the endpoint answered that it is gone. */
  gone: boolean;
}

/** A delivery as the log shows it. */
export interface LoggedDelivery {
  eventId: number;
  type: EventType;
  at: Date;
  articleId: string | null;
  version: number | null;
  state: OutboundState;
  nextAt: Date | null;
  attempts: StoredAttempt[];
}

/** Seconds. A process that claims a delivery and reports nothing by then was killed: an attempt takes 15 s at most. */
const CLAIMED_FOR_S = 20;
/** The newest events are looked for among this many deliveries, the last ones to become due, where new events are. */
const LAST_DUE = 1_000;
const ATTEMPTS_KEPT = 20;
const FAILING_DAYS = 5;

/** Lists the enabled endpoints that have a due delivery. */
export async function listDueEndpoints(db: Database): Promise<string[]> {
  const rows = await execute<{ endpointId: string }>(
    db,
    sql`select endpoint_id as "endpointId" from beatline.endpoints where disabled_at is null and exists (
      select 1 from beatline.outbound_deliveries as delivery
      where delivery.endpoint_id = endpoints.endpoint_id and next_at <= now())`,
  );
  return rows.map(({ endpointId }) => endpointId);
}

/**
 * Claims due deliveries of an endpoint for 20 seconds; nobody else gets them meanwhile. Half are those due for longest,
 * half the newest events. So a long backlog (a replay, a backfill, an endpoint that was away) does not hold up news.
 */
export async function claimDue(db: Database, endpointId: string, limit: number): Promise<ClaimedDelivery[]> {
  const due = sql`from beatline.outbound_deliveries where endpoint_id = ${endpointId} and next_at <= now()`;
  const half = Math.ceil(limit / 2);
  const rows = await execute<{ eventId: string; tries: number }>(
    db,
    sql`
    with chosen as (
      (select event_id ${due} order by next_at limit ${half})
      union (
        select event_id from (select event_id ${due} order by next_at desc limit ${LAST_DUE}) as last_due
        order by event_id desc limit ${half})
    ), claimed as (
      select event_id ${due} and event_id in (select event_id from chosen) for update skip locked
    )
    update beatline.outbound_deliveries as delivery set next_at = now() + make_interval(secs => ${CLAIMED_FOR_S})
    from claimed where delivery.endpoint_id = ${endpointId} and delivery.event_id = claimed.event_id
    returning delivery.event_id as "eventId", tries`,
  );
  return rows.map(({ eventId, tries }) => ({ eventId: Number(eventId), tries }));
}

/** Releases a claimed delivery whose attempt was cut off, so that another process takes it at once. */
export async function releaseDelivery(db: Database, endpointId: string, eventId: number): Promise<void> {
  await db
    .update(outboundDeliveries)
    .set({ nextAt: sql`now()` })
    .where(and(isDelivery(endpointId, eventId), sql`next_at is not null`));
}

/**
 * Stores how an attempt ended, and what follows. If the delivery is due again by now, it stays due: it was replayed
 * meanwhile, or the attempt outlasted its claim. An endpoint that is gone, or where no attempt succeeded for five days,
 * is disabled.
 *
 * @returns whether it was disabled just now.
 */
export async function saveAttempt(db: Database, result: AttemptResult): Promise<{ disabled: boolean }> {
  const { endpointId, eventId, attempt, state, nextAt, gone } = result;
  const ifClaimed = (value: unknown, kept: unknown) => sql`case when next_at > now() then ${value} else ${kept} end`;
  const { state: oldState, nextAt: due, tries } = outboundDeliveries;
  await db
    .update(outboundDeliveries)
    .set({
      state: ifClaimed(state, oldState),
      nextAt: ifClaimed(sql`${iso(nextAt)}::timestamptz`, due),
      tries: ifClaimed(sql`${tries} + 1`, tries),
      attempts: sql`case when jsonb_array_length(attempts) < ${ATTEMPTS_KEPT} then attempts else attempts - 0 end
        || ${JSON.stringify([attempt])}::jsonb`,
    })
    .where(and(isDelivery(endpointId, eventId), sql`next_at is not null`));
  return state === "delivered" ? noteSuccess(db, endpointId) : noteFailure(db, endpointId, gone);
}

/** Ends a delivery that has nothing left to send. */
export async function dropDelivery(db: Database, endpointId: string, eventId: number): Promise<void> {
  await db.update(outboundDeliveries).set({ state: "dropped", nextAt: null }).where(isDelivery(endpointId, eventId));
}

/** Lists deliveries to an endpoint, newest event first; `before` is the last event of the previous page. */
export async function listDeliveries(
  db: Database,
  { endpointId, state, before }: { endpointId: string; state: OutboundState | undefined; before: number | undefined },
  limit: number,
): Promise<LoggedDelivery[]> {
  const { nextAt, attempts } = outboundDeliveries;
  const { eventId, type, at, articleId, version } = events;
  return db
    .select({ eventId, type, at, articleId, version, state: outboundDeliveries.state, nextAt, attempts })
    .from(outboundDeliveries)
    .innerJoin(events, eq(events.eventId, outboundDeliveries.eventId))
    .where(
      and(
        eq(outboundDeliveries.endpointId, endpointId),
        matches(outboundDeliveries.state, state),
        before === undefined ? undefined : lt(outboundDeliveries.eventId, before),
      ),
    )
    .orderBy(desc(outboundDeliveries.eventId))
    .limit(limit);
}

/**
 * Returns how many deliveries wait for enabled endpoints, counted up to 100,000; for how many seconds the first has
 * been due; and how many endpoints are in each state.
 */
export async function readOutbound(db: Database) {
  const [[due], states] = await Promise.all([
    execute<{ waiting: number; lateSeconds: number | null }>(
      db,
      sql`
      with enabled as (
        select endpoint_id from beatline.endpoints where disabled_at is null
      ), firsts as (
        select next_at from enabled, lateral (
          select next_at from beatline.outbound_deliveries as delivery
          where delivery.endpoint_id = enabled.endpoint_id and next_at is not null order by next_at limit 1) as first
      ), counted as (
        select from beatline.outbound_deliveries join enabled using (endpoint_id) where next_at is not null limit 100000
      )
      select (select count(*)::int from counted) as waiting,
        (select extract(epoch from now() - min(next_at))::float8 from firsts) as "lateSeconds"`,
    ),
    execute<{ state: string; count: number }>(
      db,
      sql`select coalesce(disabled_reason, 'enabled') as state, count(*)::int as count
        from beatline.endpoints group by 1`,
    ),
  ]);
  return {
    waiting: due?.waiting ?? 0,
    lateSeconds: Math.max(0, due?.lateSeconds ?? 0),
    states: Object.fromEntries(states.map(({ state, count }) => [state, count])),
  };
}

function isDelivery(endpointId: string, eventId: number) {
  return and(eq(outboundDeliveries.endpointId, endpointId), eq(outboundDeliveries.eventId, eventId));
}

/** Writes to the row only when there is something to take back. */
async function noteSuccess(db: Database, endpointId: string): Promise<{ disabled: boolean }> {
  await db
    .update(endpoints)
    .set({ failingSince: null })
    .where(and(eq(endpoints.endpointId, endpointId), sql`failing_since is not null`));
  return { disabled: false };
}

async function noteFailure(db: Database, endpointId: string, gone: boolean): Promise<{ disabled: boolean }> {
  const isOver = sql`(${gone} or failing_since < now() - make_interval(days => ${FAILING_DAYS}))`;
  const rows = await execute<{ disabled: boolean }>(
    db,
    sql`
    update beatline.endpoints set failing_since = coalesce(failing_since, now()),
      disabled_at = case when ${isOver} then now() end,
      disabled_reason = case when ${isOver} then case when ${gone} then 'gone' else 'failing' end end
    where endpoint_id = ${endpointId} and disabled_at is null and (failing_since is null or ${isOver})
    returning disabled_at is not null as disabled`,
  );
  return { disabled: rows[0]?.disabled ?? false };
}
