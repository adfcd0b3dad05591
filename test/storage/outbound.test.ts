import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { sql } from "drizzle-orm";
import { pauseAfter } from "../../src/domain/event.js";
import type { Tagging } from "../../src/domain/tagging.js";
import type { Database, OpenDatabase } from "../../src/storage/database.js";
import { changeEndpoint, findEndpoint, saveEndpoint } from "../../src/storage/endpoints.js";
import { findNewestEventId, listEvents, numberEvents, purgeEvents } from "../../src/storage/events.js";
import { claimDue, listDeliveries, listDueEndpoints, readOutbound, saveAttempt } from "../../src/storage/outbound.js";
import { replayEvents } from "../../src/storage/replay.js";
import { openServer } from "../../src/storage/server-database.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { openStore } from "../support/stored-articles.js";
import { aFailure, aReading } from "../support/taggings.js";

const ADMIN = { keyId: "key_1", keyName: "Ana", requestId: "request-1" };

/** Stores an article and its tagging. */
async function tag(db: Database, tagging: Tagging = aReading({ labor: "auto" }), source = "cms"): Promise<void> {
  await openStore(db).saveTagged(tagging, { source });
}

async function numberAll(db: Database): Promise<void> {
  while ((await numberEvents(db)) > 0);
}

function addEndpoint(db: Database, changes: Partial<Parameters<typeof saveEndpoint>[1]> = {}) {
  const endpointId = `ep_${randomUUID()}`;
  const given = { endpointId, url: "https://news.example/", description: "", events: null, source: null, secret: "s" };
  return saveEndpoint(db, { ...given, ...changes }, ADMIN);
}

const failed = (endpointId: string, eventId: number) => ({
  endpointId,
  eventId,
  attempt: { at: new Date().toISOString(), statusCode: 500, ms: 3 },
  state: "waiting" as const,
  nextAt: new Date(Date.now() + 60_000),
  gone: false,
});

describe("events in the store", () => {
  const closing = closeAfterSuite();
  let db: Database;
  before(async () => {
    db = (await openTestDatabase(closing)).db;
  });

  it("go to the endpoints that want their type and source, and to no disabled one", async () => {
    const [all, failures, other, off] = await Promise.all([
      addEndpoint(db),
      addEndpoint(db, { events: ["article.failed"] }),
      addEndpoint(db, { source: "other" }),
      addEndpoint(db),
    ]);
    await changeEndpoint(db, off.endpointId, { enabled: false }, ADMIN);
    await tag(db);
    await tag(db, aFailure());
    await tag(db, aReading({}), "other");
    await numberAll(db);
    const logged = async ({ endpointId }: { endpointId: string }) => {
      const found = await listDeliveries(db, { endpointId, state: undefined, before: undefined }, 10);
      return found.map(({ type }) => type);
    };
    assert.deepEqual(await logged(all), ["article.tagged", "article.failed", "article.tagged"]);
    assert.deepEqual(await logged(failures), ["article.failed"]);
    assert.deepEqual(await logged(other), ["article.tagged"]);
    assert.deepEqual(await logged(off), []);
    const due = await listDueEndpoints(db);
    const { waiting, lateSeconds, states } = await readOutbound(db);
    assert.deepEqual([waiting, states], [5, { enabled: 3, byHand: 1 }]);
    assert.ok(lateSeconds >= 0 && lateSeconds < 10);
    assert.deepEqual(due.toSorted(), [all, failures, other].map(({ endpointId }) => endpointId).toSorted());
  });

  it("are claimed by one worker at a time, and by the next once that one goes silent", async () => {
    const { endpointId } = await addEndpoint(db);
    await tag(db);
    await numberAll(db);
    const [claimed] = await claimDue(db, endpointId, 10);
    assert.ok(claimed);
    assert.deepEqual(await claimDue(db, endpointId, 10), []);
    await db.execute(sql`update beatline.outbound_deliveries set next_at = now() where next_at is not null`);
    assert.deepEqual(await claimDue(db, endpointId, 10), [claimed]);
  });

  it("are sent once more when a replay is asked for during an attempt, however it ends", async () => {
    const { endpointId } = await addEndpoint(db);
    await tag(db);
    await numberAll(db);
    const eventId = await findNewestEventId(db);
    const delivered = { ...failed(endpointId, eventId), state: "delivered" as const, nextAt: undefined };
    for (const end of [failed(endpointId, eventId), delivered]) {
      assert.equal((await claimDue(db, endpointId, 10)).length, 1);
      await replayEvents(db, endpointId, { eventId }, ADMIN);
      await saveAttempt(db, end);
      const [logged] = await listDeliveries(db, { endpointId, state: "waiting", before: undefined }, 10);
      assert.ok(logged?.nextAt && logged.nextAt <= new Date());
    }
    assert.deepEqual(await claimDue(db, endpointId, 10), [{ eventId, tries: 0 }]);
    await saveAttempt(db, delivered);
    const [logged] = await listDeliveries(db, { endpointId, state: "delivered", before: undefined }, 10);
    assert.equal(logged?.attempts.length, 3, "every attempt is in the log");
  });

  it("are sent oldest and newest first, so that no news waits for the end of a long line", async () => {
    const { endpointId } = await addEndpoint(db);
    for (let count = 0; count < 8; count++) {
      await tag(db);
      await numberAll(db);
    }
    const newest = await findNewestEventId(db);
    const claimed = (await claimDue(db, endpointId, 4)).map(({ eventId }) => newest - eventId);
    assert.deepEqual(
      claimed.toSorted((left, right) => left - right),
      [0, 1, 6, 7],
    );
    assert.equal((await claimDue(db, endpointId, 10)).length, 4);
  });

  it("are sent along with the oldest retries while more retries are due than a claim looks at", async () => {
    const { endpointId } = await addEndpoint(db);
    await db.execute(sql`
      insert into beatline.outbound_deliveries (event_id, endpoint_id, state, next_at, tries)
      select n, ${endpointId}, 'waiting', now() - (2000 - n) * interval '1 s', 3 from generate_series(-2000, -1) as n`);
    await tag(db);
    await numberAll(db);
    const claimed = (await claimDue(db, endpointId, 2)).map(({ eventId }) => eventId);
    assert.deepEqual(
      claimed.toSorted((left, right) => left - right),
      [-2000, await findNewestEventId(db)],
    );
    await db.execute(sql`delete from beatline.outbound_deliveries where event_id < 0`);
  });

  it("disable an endpoint that fails for five days, but not one that had a success in between", async () => {
    const { endpointId } = await addEndpoint(db);
    await tag(db);
    await numberAll(db);
    const eventId = await findNewestEventId(db);
    const fail = () => saveAttempt(db, failed(endpointId, eventId));
    const failSince = (days: number) =>
      db.execute(sql`update beatline.endpoints set failing_since = now() - make_interval(days => ${days})
        where endpoint_id = ${endpointId}`);
    assert.deepEqual(await fail(), { disabled: false });
    assert.ok((await findEndpoint(db, endpointId))?.failingSince);
    await failSince(6);
    await saveAttempt(db, { ...failed(endpointId, eventId), state: "delivered", nextAt: undefined });
    await replayEvents(db, endpointId, { eventId }, ADMIN);
    assert.deepEqual(await fail(), { disabled: false });
    await failSince(4);
    assert.deepEqual(await fail(), { disabled: false });
    await failSince(6);
    assert.deepEqual(await fail(), { disabled: true });
    assert.deepEqual(await fail(), { disabled: false }, "it is said once");
    const found = await findEndpoint(db, endpointId);
    assert.equal(found?.disabledReason, "failing");
    assert.ok(!(await listDueEndpoints(db)).includes(endpointId));
    const enabled = await changeEndpoint(db, endpointId, { enabled: true }, ADMIN);
    assert.deepEqual([enabled?.disabledAt, enabled?.failingSince], [null, null]);
  });

  it("are forgotten after seven days, with their deliveries", async () => {
    const { endpointId } = await addEndpoint(db);
    await tag(db);
    await numberAll(db);
    assert.equal(await purgeEvents(db), 0);
    await db.execute(sql`update beatline.events set at = at - make_interval(days => 7)`);
    assert.ok((await purgeEvents(db)) > 0);
    assert.deepEqual(await listEvents(db, 0, 10), []);
    assert.deepEqual(await listDeliveries(db, { endpointId, state: undefined, before: undefined }, 10), []);
  });
});

describe("the schedule of attempts", () => {
  it("follows Standard Webhooks within a tenth, can be put off for an hour at most, and ends", () => {
    const pauses = Array.from({ length: 10 }, (_, index) => pauseAfter(index + 1, 0.5));
    const seconds = [5, 300, 1_800, 7_200, 18_000, 36_000, 50_400, 72_000, 86_400];
    assert.deepEqual(pauses, [...seconds.map((each) => each * 1000), undefined]);
    assert.deepEqual([pauseAfter(1, 0), pauseAfter(1, 1)], [4_500, 5_500]);
    const asked = [1_000, 60_000, 86_400_000].map((ms) => pauseAfter(1, 0, ms));
    assert.deepEqual(asked, [4_500, 60_000, 3_600_000], "an endpoint may put it off, for an hour at most");
    assert.equal(pauseAfter(10, 0, 60_000), undefined);
  });
});

describeWith(["initdb", "postgres"], "events of many transactions at once", () => {
  it("show no number below one already seen, whichever commits first", async () => {
    const server = await startPostgres();
    const databases: OpenDatabase[] = [];
    try {
      for (let index = 0; index < 3; index++) databases.push(await openServer(server.url, "src/storage/migrations"));
      const [first, ...others] = databases;
      assert.ok(first);
      await first.migrate(async () => {});
      const seen: number[] = [];
      let last = 0;
      let over = false;
      const look = async () => {
        while (!over) {
          const found = await listEvents(first.db, last, 7);
          seen.push(...found.map(({ eventId }) => eventId));
          last = seen.at(-1) ?? 0;
        }
      };
      const number = async ({ db }: OpenDatabase) => {
        while (!over) await numberEvents(db);
      };
      const write = async ({ db }: OpenDatabase) => {
        for (let count = 0; count < 60; count++) {
          // Some transactions commit long after they write.
          await db.transaction(async (transaction) => {
            await tag(transaction);
            await transaction.execute(sql`select pg_sleep(${(count % 5) / 200})`);
          });
        }
      };
      const background = [look(), ...databases.map(number)];
      await Promise.all([...others, ...others].map(write));
      while (seen.length < 240) await new Promise((resolve) => setTimeout(resolve, 20));
      over = true;
      await Promise.all(background);
      const all = await listEvents(first.db, 0, 1000);
      assert.deepEqual(
        seen,
        all.map(({ eventId }) => eventId),
      );
    } finally {
      await Promise.all(databases.map((database) => database.close()));
      await server.remove();
    }
  });
});
