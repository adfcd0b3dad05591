import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { articleId } from "../../src/domain/article.js";
import { execute } from "../../src/storage/database.js";
import { type Child, startChild } from "../support/child.js";
import { anArticle, manyArticles, signed } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { assertTaggedOnce, postTaken, type Store, until, withTables } from "../support/promises.js";
import { type ScaleOut, startScaleOut } from "../support/scale-out.js";

const ORDINARY = 40;
/** Two workers die before the rest is tagged, and each is slow to start on a busy machine. */
const WITHIN_MS = 300_000;

describeWith(["initdb", "postgres", "redis-server"], "an article that the classifier cannot survive", () => {
  let system: ScaleOut;
  let worker: Child | undefined;

  before(async () => {
    system = await startScaleOut();
  });
  afterEach(async () => {
    const last = worker;
    worker = undefined;
    await last?.end("SIGTERM");
  });
  after(() => system?.remove());

  /** Restarts the worker each time that an article kills it, as an orchestrator would. */
  async function startPoisonWorker(environment: Record<string, string>): Promise<{ deaths: () => number }> {
    let deaths = 0;
    const start = async () => {
      const child = startChild(process.execPath, ["test/support/poison-worker.mjs"], {
        env: { PATH: process.env.PATH ?? "", LOG_LEVEL: "info", ...environment },
      });
      worker = child;
      void child.exited.then(() => {
        deaths++;
        if (child === worker && child.process.signalCode === "SIGKILL" && deaths < 5) void start();
      });
      await child.waitFor(/the worker is ready/, 120_000);
    };
    await start();
    return { deaths: () => deaths };
  }

  async function post(poisons: string[], prefix: string) {
    const api = await system.startApi();
    const ordinary = manyArticles(ORDINARY, `${prefix}-ordinary`);
    const deadly = poisons.map((headline) => signed(anArticle({ headline, id: `${prefix}-${headline}` })));
    const half = ORDINARY / 2;
    const taken = await postTaken(api.url, [...ordinary.slice(0, half), ...deadly, ...ordinary.slice(half)]);
    await api.child.end("SIGTERM");
    const poisoned = poisons.map((headline) => articleId("cms", `${prefix}-${headline}`));
    return { poisoned, ordinary: taken.filter((id) => !poisoned.includes(id)) };
  }

  it("ends as failed with a reason, whatever it does to its thread or process, and holds up no other", async function () {
    // Three attempts of 10 s for the article that hangs, twice 15 s to find a dead worker's jobs, and process starts.
    this.timeout(700_000);
    const kinds = ["throws", "exits", "hangs", "fillsTheMemory", "killsItsProcess"];
    const { poisoned, ordinary } = await post(kinds, "redis");
    const { deaths } = await startPoisonWorker(system.environment);
    await assertTaggedOnce(system.store, ordinary, WITHIN_MS);
    const reasons = await whenFailed(system.store, poisoned);
    assert.deepEqual(reasons.slice(0, 2), ["The classifier failed with Error", "The classifier failed with Error"]);
    assert.equal(reasons[2], "The classifier took longer than 10 s");
    assert.match(reasons[3] ?? "", /^The classifier (?:failed with Error|took longer than 10 s|ended its process)$/);
    assert.equal(reasons[4], "The classifier ended its process");
    assert.equal(deaths(), 2, "it ends two workers: from then on it is read in a process of its own");
  });

  it("ends as failed with PostgreSQL alone, too", async function () {
    this.timeout(700_000);
    const { REDIS_URL: _, ...environment } = system.environment;
    const { poisoned, ordinary } = await post(["killsItsProcess"], "single");
    const { deaths } = await startPoisonWorker(environment);
    await assertTaggedOnce(system.store, ordinary, WITHIN_MS);
    assert.deepEqual(await whenFailed(system.store, poisoned), ["The classifier ended its process"]);
    assert.equal(deaths(), 2);
  });
});

/** @returns the reasons of failed taggings, in the order of the articles. */
async function whenFailed(store: Store, articleIds: string[]): Promise<string[]> {
  return withTables(store, async (db) => {
    const find = () =>
      execute<{ articleId: string; outcome: string; reason: string }>(
        db,
        sql`select article_id as "articleId", tagging->>'outcome' as outcome, tagging->>'reason' as reason
          from beatline.taggings where article_id in ${articleIds}`,
      );
    await until(
      async () => (await find()).length === articleIds.length,
      "the poisoned articles have failed",
      WITHIN_MS,
    );
    const rows = await find();
    assert.ok(rows.every(({ outcome }) => outcome === "failed"));
    return articleIds.map((id) => rows.find(({ articleId }) => articleId === id)?.reason ?? "");
  });
}
