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

  it("loses nothing that it answered 202, leaves nothing half-stored, and accepts the rest when resent", async function () {
    // Time for three processes to start on a busy machine.
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

/** Lists articles, revisions and deliveries that were stored without the others. */
function listHalves(db: Database): Promise<{ articleId: string }[]> {
  return execute(
    db,
    sql`select article_id as "articleId" from beatline.articles
      full join beatline.revisions using (article_id)
      full join (select distinct article_id from beatline.deliveries) as delivered using (article_id)
      where articles.version is null or revisions.version is null or delivered.article_id is null`,
  );
}
