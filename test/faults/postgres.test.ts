import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { articleId } from "../../src/domain/article.js";
import { callAs } from "../support/admin.js";
import { anArticle, fetchJson, manyArticles, signed, signedBytes, withKey } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { assertTaggedOnce, postAll, postTaken, until } from "../support/promises.js";
import { type ScaleOut, startScaleOut } from "../support/scale-out.js";
import { API_KEY, type Service, startEntry, temporaryDirectory } from "../support/service.js";

/** More requests than the pool has connections, so that some wait for one. */
const AT_ONCE = 30;
/** One second is promised; the other allows for a busy machine. */
const WITHIN_MS = 2_000;
const ARTICLES = 200;
const KILL_AT = 80;

describeWith(["initdb", "postgres", "redis-server"], "the service without PostgreSQL", () => {
  let system: ScaleOut;
  let api: Service;

  before(async function () {
    this.timeout(240_000);
    system = await startScaleOut();
    [api] = await Promise.all([system.startApi(), system.startWorker()]);
  });
  after(() => system?.remove());

  async function inTime<T>(name: string, call: () => Promise<T>): Promise<T> {
    const started = performance.now();
    const answer = await call();
    const took = performance.now() - started;
    assert.ok(took < WITHIN_MS, `${name} took ${took.toFixed(0)} ms`);
    return answer;
  }

  /** Sends every kind of request at once, and asserts that each is answered in time. */
  async function assertRefusedInTime(): Promise<void> {
    const ask = async (path: string, init: RequestInit = withKey) => {
      const { status, headers } = await inTime(path, () => fetchJson(`${api.url}${path}`, init));
      assert.equal(status, 503, path);
      assert.ok(headers.get("retry-after"), `${path} says when to try again`);
    };
    const change = async (method: string, path: string, body: unknown) => {
      const { status } = await inTime(path, () => callAs(api.url)(method, path, body));
      assert.equal(status, 503, path);
    };
    const tags = "/v1/articles/art_aaaaaaaaaaaaaaaaaaaaaaaaaa/tags";
    const calls = Array.from({ length: AT_ONCE }, () => ask("/v1/webhooks/cms", signed(anArticle())));
    const changes = [
      change("POST", "/v1/keys", { name: "Ana", scopes: ["read"] }),
      change("PUT", "/v1/sources/blog", { adapter: "standard" }),
    ];
    await Promise.all([...calls, ...changes, ask(tags), ask(`${tags}?wait=10`), ask("/v1/articles")]);
    const wrong = await inTime("a wrong body", () => fetchJson(`${api.url}/v1/webhooks/cms`, signedBytes("{")));
    assert.equal(wrong.status, 400, "the sender hears what is wrong, though it cannot be logged");
    assert.equal((await fetchJson(`${api.url}/readyz`)).status, 503);
    assert.equal((await fetchJson(`${api.url}/livez`)).status, 200);
  }

  it("answers 503 within a second when PostgreSQL is stopped, and recovers when it is back", async function () {
    this.timeout(180_000);
    await postTaken(api.url, manyArticles(AT_ONCE, "before"));
    await system.postgres.stop();
    await assertRefusedInTime();
    await system.postgres.start();
    const before = await postTaken(api.url, manyArticles(AT_ONCE, "before"));
    await assertTaggedOnce(system.store, [...before, ...(await postTaken(api.url, manyArticles(5, "stopped")))]);
  });

  it("answers 503 within a second when PostgreSQL hangs, and recovers when it resumes", async function () {
    this.timeout(180_000);
    system.postgres.freeze();
    try {
      await assertRefusedInTime();
      await assertRefusedInTime();
    } finally {
      system.postgres.thaw();
    }
    await assertTaggedOnce(system.store, await postTaken(api.url, manyArticles(AT_ONCE, "hung")));
  });

  it("says which of many decisions are stored when PostgreSQL hangs halfway", async function () {
    this.timeout(180_000);
    const ids = await postTaken(api.url, manyArticles(6, "decided"));
    await assertTaggedOnce(system.store, ids);
    const [first = "", second = "", third = "", ...left] = ids;
    const lock = await lockArticle(third);
    try {
      const decisions = [{ topic: "labor", action: "reject" }];
      const articles = ids.map((articleId) => ({ articleId, ifMatch: "*", decisions }));
      const answered = callAs(api.url)("POST", "/v1/overrides", { articles });
      await until(() => isDecided(lock, second), "the second article is decided on", WITHIN_MS);
      system.postgres.freeze();
      const { status, text } = await inTime("the rest of many decisions", () => answered);
      assert.equal(status, 200, text);
      const results: { articleId: string; status: number }[] = JSON.parse(text).results;
      assert.deepEqual(
        results.map(({ articleId, status }) => [articleId, status]),
        [[first, 200], [second, 200], ...[third, ...left].map((id) => [id, 503])],
      );
    } finally {
      system.postgres.thaw();
      await lock.end();
    }
  });

  /** Locks an article: decisions on it wait until the connection ends. */
  async function lockArticle(id: string): Promise<pg.Client> {
    const client = new pg.Client({ connectionString: system.postgres.url });
    await client.connect();
    await client.query("begin");
    await client.query("select from beatline.articles where article_id = $1 for update", [id]);
    return client;
  }

  async function isDecided(client: pg.Client, id: string): Promise<boolean> {
    const { rowCount } = await client.query("select from beatline.overrides where article_id = $1", [id]);
    return rowCount === 1;
  }

  it("makes beatline backfill wait as Retry-After says, and accepts every article once PostgreSQL is back", async function () {
    this.timeout(180_000);
    const ids = Array.from({ length: ARTICLES }, (_, index) => `archived-${index}`);
    const file = join(temporaryDirectory(), "archive.jsonl");
    writeFileSync(file, ids.map((id) => JSON.stringify(anArticle({ id }))).join("\n"));
    await system.postgres.stop();
    const environment = { BEATLINE_URL: api.url, API_KEY };
    const backfill = startEntry("src/cli.js", environment, ["backfill", "--source", "cms", file]);
    await backfill.waitFor(/answered 503 .*\. Waiting for \d+ s\n/);
    await system.postgres.start();
    assert.equal(await backfill.exited, 0, backfill.output());
    assert.match(backfill.output(), new RegExp(`${ARTICLES} queued, .* 0 refused`));
    await assertTaggedOnce(
      system.store,
      ids.map((id) => articleId("cms", id)),
    );
  });

  it("keeps everything that it answered 202 when PostgreSQL is killed midway", async function () {
    this.timeout(180_000);
    const deliveries = manyArticles(ARTICLES, "killed");
    let killed: Promise<void> | undefined;
    const answered = await postAll(api.url, deliveries, {
      onTaken: (count) => {
        if (count === KILL_AT) killed = system.postgres.kill();
      },
    });
    await killed;
    const taken = answered.filter((id) => id !== undefined);
    assert.ok(taken.length >= KILL_AT && taken.length < ARTICLES, `${taken.length} were taken`);
    await system.postgres.start();
    await assertTaggedOnce(system.store, taken);
    await assertTaggedOnce(system.store, await postTaken(api.url, deliveries));
  });
});
