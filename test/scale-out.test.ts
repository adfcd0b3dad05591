import assert from "node:assert/strict";
import { Redis } from "ioredis";
import type { Child } from "./support/child.js";
import { anArticle, fetchJson, signed } from "./support/deliveries.js";
import { freePort } from "./support/free-port.js";
import { type PrivateServer, startPostgres } from "./support/postgres-server.js";
import { describeWith } from "./support/programs.js";
import { assertTagged, postDeliveries, until } from "./support/promises.js";
import { startRedis } from "./support/redis-server.js";
import { API_KEY, startEntry, startService, WEBHOOK_SECRET } from "./support/service.js";

function deliveries(count: number, prefix: string): RequestInit[] {
  return Array.from({ length: count }, (_, index) => signed(anArticle({ id: `${prefix}-${index}` })));
}

describeWith(["initdb", "postgres"], "the service on PostgreSQL alone", () => {
  let postgres: PrivateServer;

  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres?.remove());

  it("accepts and tags articles with PostgreSQL as both store and queue", async () => {
    const service = await startService({ DATABASE_URL: postgres.url, LOG_LEVEL: "warn" });
    const taken = await postDeliveries(service.url, deliveries(20, "single"));
    assert.equal(taken.length, 20);
    await assertTagged(service.url, taken);
    assert.equal(await service.child.end("SIGTERM"), 0);
  });

  it("answers 503 with Retry-After within a second while PostgreSQL is down, and recovers when it is back", async () => {
    const service = await startService({ DATABASE_URL: postgres.url, LOG_LEVEL: "silent" });
    await postgres.kill();
    const started = performance.now();
    const { status, headers } = await fetchJson(`${service.url}/v1/webhooks/cms`, signed(anArticle()));
    assert.equal(status, 503);
    assert.ok(headers.get("retry-after"));
    assert.ok(performance.now() - started < 1000);
    assert.equal((await fetchJson(`${service.url}/readyz`)).status, 503);
    await postgres.start();
    const taken = await postDeliveries(service.url, deliveries(3, "back"));
    assert.equal(taken.length, 3);
    await assertTagged(service.url, taken);
    assert.equal(await service.child.end("SIGTERM"), 0);
  });
});

describeWith(["initdb", "postgres", "redis-server"], "the service scaled out over PostgreSQL and Redis", () => {
  let postgres: PrivateServer;
  let redis: PrivateServer;
  let api: Child;
  let worker: Child;
  let url: string;
  let environment: Record<string, string>;

  before(async () => {
    [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    const port = await freePort();
    environment = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, API_KEY, WEBHOOK_SECRET };
    api = startEntry("src/api.js", { ...environment, PORT: String(port) });
    worker = startEntry("workers/main.js", environment);
    await Promise.all([api.waitFor(/the api is ready/), worker.waitFor(/the worker is ready/)]);
    url = `http://127.0.0.1:${port}`;
  });
  after(async () => {
    await Promise.all([api?.end("SIGTERM"), worker?.end("SIGTERM")]);
    await Promise.all([postgres?.remove(), redis?.remove()]);
  });

  it("accepts articles in one process and tags them in another", async () => {
    const taken = await postDeliveries(url, deliveries(30, "scaled"));
    assert.equal(taken.length, 30);
    await assertTagged(url, taken);
  });

  it("keeps no text in Redis, only which revision to tag", async () => {
    await worker.end("SIGTERM");
    const taken = await postDeliveries(url, deliveries(5, "ids"));
    const client = new Redis(redis.url);
    const listJobs = async () => (await client.keys("*:tagging:*")).filter((name) => /:\d+$/.test(name));
    await until(async () => (await listJobs()).length >= 5, "the jobs are in Redis");
    const jobs = await Promise.all((await listJobs()).map((key) => client.hgetall(key)));
    await client.quit();
    for (const { data } of jobs) {
      assert.deepEqual(Object.keys(JSON.parse(data ?? "")), ["articleId", "version", "traceId", "backfill"]);
    }
    worker = startEntry("workers/main.js", environment);
    await assertTagged(url, taken);
  });
});
