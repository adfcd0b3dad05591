import { sql } from "drizzle-orm";
import { type Actor, recordChange } from "./audit.js";
import { type Database, execute, iso } from "./database.js";
import { wants } from "./events.js";

/** What to send again: everything that an endpoint wants of a span of time, or one event. */
type Replay = { since: Date; until?: Date | undefined } | { eventId: number };

/** Most events that one call replays. */
export const MOST_REPLAYED = 100_000;

/**
 * Makes deliveries due as if their events had just come, whether or not they were sent before or the endpoint was
 * enabled then.
 *
 * @returns how many; undefined, and nothing is done, when they are more than 100,000.
 */
export async function replayEvents(
  db: Database,
  endpointId: string,
  replay: Replay,
  actor: Actor,
): Promise<number | undefined> {
  return db.transaction(async (transaction) => {
    const [row] = await execute<{ found: number }>(
      transaction,
      sql`
      with found as materialized (
        select event_id from beatline.events, beatline.endpoints
        where endpoint_id = ${endpointId} and article_id is not null and ${isMeant(replay)} and ${wants(sql`events`)}
        limit ${MOST_REPLAYED + 1}
      ), counted as (
        select count(*)::int as found from found
      ), planned as (
        insert into beatline.outbound_deliveries (event_id, endpoint_id, state, next_at)
        select event_id, ${endpointId}, 'waiting', now() from found, counted where counted.found <= ${MOST_REPLAYED}
        on conflict (event_id, endpoint_id) do update set state = 'waiting', next_at = now(), tries = 0
      )
      select found from counted`,
    );
    const found = row?.found ?? 0;
    if (found > MOST_REPLAYED) return undefined;
    await recordChange(transaction, actor, "endpoint.replayed", endpointId);
    return found;
  });
}

function isMeant(replay: Replay) {
  if ("eventId" in replay) return sql`event_id = ${replay.eventId}`;
  return sql`at >= ${iso(replay.since)}::timestamptz
    and at < coalesce(${iso(replay.until)}::timestamptz, 'infinity')`;
}

/** Creates a test event for one endpoint alone. @returns its number. */
export async function planTest(db: Database, endpointId: string): Promise<number> {
  const [row] = await execute<{ eventId: string }>(
    db,
    sql`
    with made as (
      insert into beatline.events (type, at) values ('endpoint.test', now()) returning event_id
    ), planned as (
      insert into beatline.outbound_deliveries (event_id, endpoint_id, state, next_at)
      select event_id, ${endpointId}, 'waiting', now() from made
    )
    select event_id as "eventId" from made`,
  );
  return Number(row?.eventId);
}
