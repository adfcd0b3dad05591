import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { articleId } from "../../src/domain/article.js";
import { execute } from "../../src/storage/database.js";
import type { Child } from "../support/child.js";
import { aLongBody, anArticle, fetchJson, manyArticles, signed } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { assertTaggedOnce, postAll, postTaken, type Store, until, withTables } from "../support/promises.js";
import { type ScaleOut, startScaleOut } from "../support/scale-out.js";
import { type Service, startService, temporaryDirectory } from "../support/service.js";

const WITHIN_MS = 10_000;
/** More articles than are accepted before the stop, however late it comes. */
const ARTICLES = 3_000;
const STOP_AT = 100;
const LET_IT_ARRIVE_MS = 1_000;

describe("SIGTERM, embedded", () => {
  it("stops the whole service at work with nothing half done, and the next one carries on", async function () {
    this.timeout(240_000);
    const store = { dataDir: temporaryDirectory() };
    const environment = { DATA_DIR: store.dataDir, LOG_LEVEL: "info" };
    const taken = await stopUnderLoad(await startService(environment), "embedded");
    assert.equal(await countActiveInTables(store), 0);
    const next = await startService(environment);
    await until(async () => (await fetchJson(`${next.url}/readyz`)).body.status === "ok", "it is ready");
    for (const id of taken) {
      assert.equal((await fetchJson(`${next.url}/v1/articles/${id}/tags?wait=30`)).status, 200);
    }
    assert.equal(await next.child.end("SIGTERM"), 0);
    await assertTaggedOnce(store, taken);
  });
});

describe("Ctrl-C", () => {
  it("stops the service cleanly even when it comes twice, as under npm", async () => {
    const { child } = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "info" });
    child.process.kill("SIGINT");
    await child.waitFor(/"stopping"/);
    assert.equal(await child.end("SIGINT"), 0);
    assert.equal(child.output().match(/"stopping"/g)?.length, 1);
  });
});

describeWith(["initdb", "postgres", "redis-server"], "SIGTERM, scaled out", () => {
  let system: ScaleOut;

  before(async () => {
    system = await startScaleOut();
  });
  after(() => system?.remove());

  it("stops an api and a worker at work with nothing half done, and the next worker carries on", async function () {
    this.timeout(300_000);
    const [api, worker] = await Promise.all([system.startApi(), system.startWorker({ WORKER_CONCURRENCY: "8" })]);
    const taken = await stopUnderLoad(api, "scaled", {
      others: [worker],
      isAtWork: async () => (await system.countActive()) > 0,
    });
    assert.equal(await system.countActive(), 0, "no job is left in anyone's hands");
    await system.startWorker();
    await assertTaggedOnce(system.store, taken);
  });

  it("stops a service on PostgreSQL alone at work with nothing half done, and the next carries on", async function () {
    this.timeout(300_000);
    const { REDIS_URL: _, ...environment } = system.environment;
    const taken = await stopUnderLoad(await startService({ ...environment, LOG_LEVEL: "info" }), "single");
    assert.equal(await countActiveInTables(system.store), 0);
    const next = await startService({ ...environment, LOG_LEVEL: "warn" });
    await assertTaggedOnce(system.store, taken);
    assert.equal(await next.child.end("SIGTERM"), 0);
  });
});

/**
 * Sends articles and, midway, SIGTERM to the service and the others at once.
 *
 * @returns the articles that got a 202.
 */
async function stopUnderLoad(
  { url, child }: Service,
  prefix: string,
  { others = [] as Child[], isAtWork = async () => true } = {},
): Promise<string[]> {
  let ended: Promise<unknown> | undefined;
  const stop = async () => {
    const waiting = fetchJson(`${url}/v1/articles/${await saveTwice(url, `${prefix}-twice`)}/tags?wait=30`);
    await sleep(LET_IT_ARRIVE_MS);
    await until(isAtWork, "a worker has jobs in hand, while more articles come");
    await Promise.all([child, ...others].map(endInTime));
    assert.ok([200, 202].includes((await waiting).status), "who waits for a tagging gets an answer");
  };
  const answered = await postAll(url, manyArticles(ARTICLES, prefix, { body: aLongBody() }), {
    atOnce: 8,
    onTaken: (count) => {
      if (count === STOP_AT) ended = stop();
    },
    onOther: (answer) => assert.match(answer, /fetch failed/, "a request is answered well or not taken at all"),
  });
  await ended;
  const taken = answered.filter((id) => id !== undefined);
  assert.ok(taken.length >= STOP_AT && taken.length < ARTICLES, `${taken.length} were taken`);
  return taken;
}

/** @returns the id of an article whose tags take some seconds, since it is saved twice at once. */
async function saveTwice(url: string, externalId: string): Promise<string> {
  for (const version of [1, 2]) {
    await postTaken(url, [signed(anArticle({ id: externalId, version, headline: `Version ${version}` }))]);
  }
  return articleId("cms", externalId);
}

async function endInTime(child: Child): Promise<void> {
  const started = performance.now();
  assert.equal(await child.end("SIGTERM"), 0);
  const took = performance.now() - started;
  assert.ok(took < WITHIN_MS, `it took ${took.toFixed(0)} ms:\n${child.output().slice(-2000)}`);
  assert.doesNotMatch(child.output(), /stopping took too long|did not stop well/);
}

/** Counts the active jobs of a queue that is in the database. */
async function countActiveInTables(store: Store): Promise<number> {
  const [row] = await withTables(store, (db) =>
    execute<{ count: number }>(db, sql`select count(*)::int as count from bullmq.job where state = 'active'`),
  );
  return row?.count ?? 0;
}
