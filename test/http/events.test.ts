import assert from "node:assert/strict";
import { connect } from "node:net";
import { sql } from "drizzle-orm";
import { type Database, execute } from "../../src/storage/database.js";
import { findNewestEventId, numberEvents } from "../../src/storage/events.js";
import { openTestApi } from "../support/api.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { type EventStream, openEventStream } from "../support/event-stream.js";
import { scrape } from "../support/metrics.js";
import { until } from "../support/promises.js";
import { API_KEY } from "../support/service.js";
import { openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

const MOST_LISTENERS = 100;
const HEARTBEAT_MS = 15_000;
const TAKE_WITHIN_MS = 30_000;
/** More events, of some 2 kB each, than the sockets of both sides can hold. */
const EVENTS = 10_000;

describe("the stream of events", () => {
  const closing = closeAfterSuite();
  let db: Database;
  let url: string;
  const listeners = async () => (await scrape(url)).samples.get("beatline_event_listeners");

  before(async () => {
    const database = await openTestDatabase(closing);
    db = database.db;
    ({ url } = await openTestApi(closing, database));
  });

  it("takes 100 listeners, tells the next one when to retry, and has room again when one leaves", async () => {
    const streams: EventStream[] = [];
    while (streams.length < MOST_LISTENERS) streams.push(await openEventStream(url));
    const headers = { authorization: `Bearer ${API_KEY}` };
    const refused = await fetch(`${url}/v1/events`, { headers });
    assert.equal(refused.status, 429);
    assert.equal(refused.headers.get("retry-after"), "30");
    assert.match(await refused.text(), /This process has 100 listeners/);
    streams.pop()?.close();
    await until(async () => (await listeners()) === MOST_LISTENERS - 1, "one has left");
    streams.push(await openEventStream(url));
    for (const stream of streams) stream.close();
    await until(async () => (await listeners()) === 0, "all have left");
  });

  it("answers HEAD at once, without counting it as a listener", async () => {
    const headers = { authorization: `Bearer ${API_KEY}` };
    const { status, headers: given } = await fetch(`${url}/v1/events`, { method: "HEAD", headers });
    assert.deepEqual([status, given.get("content-type")], [200, "text/event-stream; charset=utf-8"]);
    assert.equal(await listeners(), 0);
  });

  it("holds no place for clients that hang up before their stream begins", async () => {
    const headers = { authorization: `Bearer ${API_KEY}` };
    // The embedded database runs one transaction at a time: the listeners wait for this one and give up.
    await db.transaction(async () => {
      const asked = Array.from({ length: 20 }, () =>
        fetch(`${url}/v1/events`, { headers, signal: AbortSignal.timeout(500) }),
      );
      const answers = await Promise.allSettled(asked);
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set(["rejected"]));
    });
    await until(async () => (await listeners()) === 0, "all have left");
    const stream = await openEventStream(url);
    assert.equal(await listeners(), 1);
    stream.close();
    await until(async () => (await listeners()) === 0, "it has left too");
  });

  it("sends a comment as a heartbeat after 15 seconds of silence", async () => {
    const started = performance.now();
    const stream = await openEventStream(url);
    await until(async () => stream.comments.length > 0, "the heartbeat", 2 * HEARTBEAT_MS);
    const ms = performance.now() - started;
    assert.ok(ms > HEARTBEAT_MS - 100 && ms < HEARTBEAT_MS + 5_000, `after ${ms} ms`);
    const newest = await findNewestEventId(db);
    assert.deepEqual([stream.comments[0], stream.events], [`: nothing new\nid: ${newest}`, []]);
    stream.close();
  });

  it("tells a listener that had received no event what it missed while disconnected", async () => {
    const before = await openEventStream(url);
    await until(async () => before.place.id !== undefined, "it knows where it begins");
    before.close();
    const { articleId } = await openStore(db).saveTagged(aReading({ labor: "auto" }));
    await numberEvents(db);
    const after = await openEventStream(url, before.place.id);
    await until(async () => after.events.length > 0, "the event");
    assert.equal(after.events[0]?.data.data.articleId, articleId);
    after.close();
  });

  it("cuts off a listener that reads nothing for 30 seconds, while others keep listening", async function () {
    this.timeout(180_000);
    const { articleId } = await openStore(db).saveTagged(aReading({ labor: "auto" }));
    await numberEvents(db);
    await execute(
      db,
      sql`insert into beatline.events (type, article_id, source, version, model_version, at)
        select 'article.tagged', ${articleId}, 'cms', 1, 'model-1', now() from generate_series(1, ${EVENTS})`,
    );
    const { hostname, port } = new URL(url);
    const idle = connect({ host: hostname, port: Number(port) }).pause();
    // This connection is there to be reset.
    idle.on("error", () => {});
    const head = `Host: x\r\nAuthorization: Bearer ${API_KEY}\r\nLast-Event-ID: 0\r\n\r\n`;
    idle.write(`GET /v1/events HTTP/1.1\r\n${head}`);
    await until(async () => (await listeners()) === 1, "it listens");
    const stream = await openEventStream(url, "0");
    const newest = String(await findNewestEventId(db));
    await until(async () => stream.events.at(-1)?.id === newest, "the other one has all", TAKE_WITHIN_MS);
    assert.equal(await listeners(), 2, "it is not given up at once");
    await until(async () => (await listeners()) === 1, "it is cut off", 2 * TAKE_WITHIN_MS);
    stream.close();
    idle.destroy();
  });
});
