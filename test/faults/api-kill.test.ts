import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { type Database, execute } from "../../src/storage/database.js";
import { manyArticles } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { assertTaggedOnce, postAll, postTaken, withTables } from "../support/promises.js";
import { type ScaleOut, startScaleOut } from "../support/scale-out.js";

const ARTICLES = 300;
const KILL_AT = 100;

describeWith(["initdb", "postgres", "redis-server"], "an api that is killed", () => {
  let system: ScaleOut;

  before(async () => {
    system = await startScaleOut();
  });
  after(() => system?.remove());

  it("keeps what it said 202 to, leaves nothing half done, and takes the rest when it is sent again", async function () {
    // The starts of three processes, on a machine that may be busy.
    this.timeout(300_000);
    const deliveries = manyArticles(ARTICLES, "api");
    const [first] = await Promise.all([system.startApi(), system.startWorker()]);
    const answered = await postAll(first.url, deliveries, {
      onTaken: (count) => {
        if (count === KILL_AT) first.child.process.kill("SIGKILL");
      },
    });
    await first.child.exited;
    const taken = answered.filter((id) => id !== undefined);
    assert.ok(taken.length >= KILL_AT && taken.length < ARTICLES, `${taken.length} were taken`);
    assert.deepEqual(await withTables(system.store, listHalves), []);
    await assertTaggedOnce(system.store, taken);

    const second = await system.startApi();
    const all = await postTaken(second.url, deliveries);
    assert.equal(new Set(all).size, ARTICLES);
    await assertTaggedOnce(system.store, all);
    assert.deepEqual(await withTables(system.store, listHalves), []);
  });
});

/** Articles, revisions and deliveries of which one is there without the others. */
function listHalves(db: Database): Promise<{ articleId: string }[]> {
  return execute(
    db,
    sql`select article_id as "articleId" from beatline.articles
      full join beatline.revisions using (article_id)
      full join (select distinct article_id from beatline.deliveries) as delivered using (article_id)
      where articles.version is null or revisions.version is null or delivered.article_id is null`,
  );
}
