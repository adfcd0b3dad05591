import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { Redis } from "ioredis";
import type { Child } from "../support/child.js";
import { aLongBody, fetchJson, manyArticles } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { assertTaggedOnce, postTaken, until } from "../support/promises.js";
import { type ScaleOut, startScaleOut } from "../support/scale-out.js";
import type { Service } from "../support/service.js";

const A_MINUTE_MS = 60_000;

describeWith(["initdb", "postgres", "redis-server"], "the service without Redis", () => {
  let system: ScaleOut;
  let api: Service;
  let worker: Child;

  const readiness = async () => {
    const { status, body } = await fetchJson(`${api.url}/readyz`);
    return `${status} ${body.status}`;
  };
  const becomes = (wanted: string) => until(async () => (await readiness()) === wanted, `/readyz says ${wanted}`);

  before(async () => {
    system = await startScaleOut();
  });
  after(() => system?.remove());

  it("starts, accepts articles, reports that it is degraded, and tags once Redis starts", async function () {
    this.timeout(240_000);
    await system.redis.kill();
    [api, worker] = await Promise.all([system.startApi(), system.startWorker({ WORKER_CONCURRENCY: "2" })]);
    assert.equal(await readiness(), "200 degraded");
    const taken = await postTaken(api.url, manyArticles(20, "absent"));
    await system.redis.start();
    await assertTaggedOnce(system.store, taken);
    await becomes("200 ok");
  });

  it("accepts articles for a minute after Redis is killed with jobs in it, and tags all later", async function () {
    // The minute, plus the last reconnect and the relay's next round.
    this.timeout(240_000);
    const before = await postTaken(api.url, manyArticles(60, "waiting", { body: aLongBody() }));
    await system.redis.kill();
    const gone = sleep(A_MINUTE_MS);
    await becomes("200 degraded");
    const during = [];
    for (const part of ["first", "second", "third"]) {
      during.push(...(await postTaken(api.url, manyArticles(10, `gone-${part}`))));
      await Promise.race([sleep(A_MINUTE_MS / 4), gone]);
    }
    await gone;
    assert.equal(worker.process.exitCode, null, "the worker waits for Redis");
    await system.redis.start();
    await assertTaggedOnce(system.store, [...before, ...during]);
    await becomes("200 ok");
  });

  it("loses nothing when Redis is flushed while jobs wait and run", async function () {
    this.timeout(180_000);
    const taken = await postTaken(api.url, manyArticles(200, "flushed", { body: aLongBody() }));
    assert.ok((await system.countActive()) > 0, "jobs are running");
    const client = new Redis(system.redis.url);
    await client.flushall();
    client.disconnect();
    await assertTaggedOnce(system.store, taken);
    assert.equal(await worker.end("SIGTERM"), 0);
    assert.equal(await api.child.end("SIGTERM"), 0);
  });
});
