import assert from "node:assert/strict";
import { Redis } from "ioredis";
import pg from "pg";
import type { Child } from "../support/child.js";
import { fetchJson } from "../support/deliveries.js";
import { freePort } from "../support/free-port.js";
import { type PrivateServer, startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { startRedis } from "../support/redis-server.js";
import { API_KEY, startEntry, startService, WEBHOOK_SECRET } from "../support/service.js";

interface Dependency {
  state: string;
  detail?: string;
}

interface Readiness {
  status: string;
  database: Dependency;
  queue: Dependency;
  models: Dependency;
}

const readiness = (url: string) => fetchJson<Readiness>(`${url}/readyz`, {});

/** A probe answers after one second; the rest allows for a busy machine. */
const NEVER_HANGS_MS = 5_000;

describeWith(["initdb", "postgres", "redis-server"], "readiness", () => {
  let postgres: PrivateServer;
  let redis: PrivateServer;
  let url: string;
  let stop: () => Promise<unknown>;

  before(async () => {
    [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
    const { url: at, child } = await startService({
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      LOG_LEVEL: "silent",
    });
    url = at;
    stop = () => child.end("SIGTERM");
    await until(async () => (await readiness(url)).body.status === "ok", "the queue is there");
  });
  after(async () => {
    await stop();
    await Promise.all([postgres?.remove(), redis?.remove()]);
  });

  it("reports that each dependency is ok", async () => {
    const { status, body } = await readiness(url);
    assert.equal(status, 200);
    const { database, queue, models } = body;
    assert.deepEqual([body.status, database.state, queue.state, models.state], ["ok", "ok", "ok", "ok"]);
  });

  it("answers 503 when the database accepts no writes, such as one that became a standby", async () => {
    const setReadOnly = async (value: string) => {
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      await client.query("set default_transaction_read_only to off");
      await client.query(`alter system set default_transaction_read_only to ${value}`);
      await client.query("select pg_reload_conf()");
      await client.end();
    };
    await setReadOnly("on");
    await until(async () => (await readiness(url)).status === 503, "it is noticed");
    const { body } = await readiness(url);
    assert.deepEqual([body.status, body.database.state], ["unavailable", "down"]);
    assert.match(body.database.detail ?? "", /accepts no writes: it is a standby/);
    await setReadOnly("off");
    await until(async () => (await readiness(url)).status === 200, "it is writable again");
  });

  it("names the missing lines of redis.conf, but still answers 200", async () => {
    const client = new Redis(redis.url);
    await client.config("SET", "appendonly", "no");
    await client.config("SET", "maxmemory-policy", "allkeys-lru");
    const { status, body } = await readiness(url);
    await client.config("SET", "appendonly", "yes");
    await client.config("SET", "maxmemory-policy", "noeviction");
    client.disconnect();
    assert.equal(status, 200);
    assert.deepEqual([body.status, body.queue.state], ["degraded", "degraded"]);
    assert.match(body.queue.detail ?? "", /Set "appendonly yes" in redis\.conf/);
    assert.match(body.queue.detail ?? "", /Set "maxmemory-policy noeviction" in redis\.conf/);
  });

  it("warns that Redis is nearly full, or is a replica, which takes no jobs", async () => {
    const client = new Redis(redis.url);
    await client.config("SET", "maxmemory", "1");
    const full = await readiness(url);
    await client.config("SET", "maxmemory", "0");
    await client.replicaof("127.0.0.1", 1);
    const replica = await readiness(url);
    await client.replicaof("NO", "ONE");
    client.disconnect();
    assert.deepEqual([full.status, full.body.status], [200, "degraded"]);
    assert.match(full.body.queue.detail ?? "", /Give Redis more memory/);
    assert.deepEqual([replica.status, replica.body.status], [200, "degraded"]);
    assert.match(replica.body.queue.detail ?? "", /Set REDIS_URL to the primary/);
  });

  it("does not hang when Redis does, and says what that means", async () => {
    const client = new Redis(redis.url);
    await client.call("CLIENT", "PAUSE", "4000", "ALL");
    client.disconnect();
    const started = performance.now();
    const { status, body } = await readiness(url);
    assert.ok(performance.now() - started < NEVER_HANGS_MS);
    assert.equal(status, 200);
    assert.deepEqual([body.status, body.queue.state], ["degraded", "down"]);
    assert.match(body.queue.detail ?? "", /Articles are accepted, but tagging waits/);
    await until(async () => (await readiness(url)).body.status === "ok", "Redis goes on");
  });

  it("still answers 200 without Redis", async () => {
    await redis.kill();
    const { status, body } = await readiness(url);
    assert.equal(status, 200);
    assert.equal(body.queue.state, "down");
    await redis.start();
    await until(async () => (await readiness(url)).body.status === "ok", "Redis is back");
  });

  it("answers 503 without PostgreSQL and says why, while the process lives on", async () => {
    await postgres.kill();
    const { status, body } = await readiness(url);
    assert.equal(status, 503);
    assert.deepEqual([body.status, body.database.state], ["unavailable", "down"]);
    assert.match(body.database.detail ?? "", /Nothing can be stored or looked up because the database is unavailable/);
    const why = async () => (await readiness(url)).body.database.detail ?? "";
    await until(async () => /nothing listens at its address/.test(await why()), "it knows why");
    assert.equal((await fetch(`${url}/livez`)).status, 200);
    await postgres.start();
    await until(async () => (await readiness(url)).status === 200, "PostgreSQL is back");
  });

  describe("of a worker", () => {
    let worker: Child;
    let port: number;

    before(async () => {
      port = await freePort();
      const server = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, API_KEY, WEBHOOK_SECRET };
      worker = startEntry("workers/main.js", { ...server, METRICS_PORT: String(port) });
      await worker.waitFor(/the worker is ready/);
    });
    after(() => worker.end("SIGTERM"));

    it("is served on METRICS_PORT, with its metrics and nothing else", async () => {
      const at = `http://127.0.0.1:${port}`;
      await until(async () => (await readiness(at)).body.status === "ok", "the worker is ready");
      assert.equal((await fetch(`${at}/livez`)).status, 200);
      assert.match(await (await fetch(`${at}/metrics`)).text(), /^beatline_build_info\{/m);
      assert.equal((await fetch(`${at}/v1/topics`)).status, 404);
    });

    it("makes the worker exit and name the setting to change when that port is taken", async () => {
      const server = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, API_KEY, WEBHOOK_SECRET };
      const second = startEntry("workers/main.js", { ...server, METRICS_PORT: String(port) });
      assert.equal(await second.exited, 1);
      assert.match(second.output(), /set METRICS_PORT to another one/);
    });
  });
});
