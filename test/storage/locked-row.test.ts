import assert from "node:assert/strict";
import pg from "pg";
import { batchStatements, type OpenDatabase } from "../../src/storage/database.js";
import { createSaveEvent } from "../../src/storage/intake.js";
import { openServer } from "../../src/storage/server-database.js";
import { type NewTagging, prepareFindTagging, saveTaggings } from "../../src/storage/taggings.js";
import { startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { aDelivery, openStore, UNTAGGED } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

describeWith(["initdb", "postgres"], "an article whose row is locked", () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let database: OpenDatabase;
  let holder: pg.Client;

  before(async () => {
    postgres = await startPostgres();
    database = await openServer(postgres.url, "src/storage/migrations");
    await database.migrate(async () => {});
    holder = new pg.Client({ connectionString: postgres.url });
    await holder.connect();
  });
  after(async () => {
    await holder?.end();
    await database?.close();
    await postgres?.remove();
  });

  it("is the only one left untagged, and nothing on the server waits for it", async () => {
    const store = openStore(database.db);
    const articles = [await store.save(), await store.save(), await store.save()];
    await holder.query("begin");
    await holder.query("select from beatline.articles where article_id = $1 for update", [articles[1]?.articleId]);
    const save = batchStatements((given: readonly NewTagging[]) => saveTaggings(database.db, given, new Date()), {
      most: 100,
      inFlight: 1,
    });
    const tagging = aReading({ labor: "auto" });
    const results = await Promise.allSettled(articles.map((ref) => save({ ref, tagging, replaces: UNTAGGED })));
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    const { rows } = await holder.query("select from pg_stat_activity where wait_event_type = 'Lock'");
    assert.equal(rows.length, 0);
    await holder.query("rollback");
  });

  it("is not withdrawn without its tags when the tags are locked", async () => {
    const store = openStore(database.db);
    const article = await store.saveTagged(aReading({ labor: "auto" }));
    const isHidden = async () => {
      const { rows } = await holder.query("select withdrawn from beatline.tags where article_id = $1", [
        article.articleId,
      ]);
      return rows.map(({ withdrawn }) => withdrawn);
    };
    const isWithdrawn = async () => (await prepareFindTagging(database.db)(article.articleId))?.withdrawn;
    await holder.query("begin");
    await holder.query("select from beatline.tags where article_id = $1 for update", [article.articleId]);
    await assert.rejects(store.withdraw(article));
    await holder.query("rollback");
    assert.deepEqual([await isWithdrawn(), await isHidden()], [false, [false]]);
    assert.equal((await store.withdraw(article)).status, "withdrawn");
    assert.deepEqual([await isWithdrawn(), await isHidden()], [true, [true]]);
  });

  it("is shown when it is republished while an earlier withdrawal is still under way", async () => {
    const { articleId, ...article } = await openStore(database.db).save();
    const withdrawnAt = new Date(Date.now() + 1000);
    await holder.query("begin");
    await holder.query("update beatline.articles set withdrawn_at = $2, event_at = $2 where article_id = $1", [
      articleId,
      withdrawnAt,
    ]);
    const at = new Date(withdrawnAt.getTime() + 1000);
    const published = createSaveEvent(database.db)({ kind: "publish", article, at }, aDelivery());
    await until(async () => {
      const { rows } = await holder.query("select from pg_stat_activity where wait_event_type = 'Lock'");
      return rows.length > 0;
    }, "the publication waits");
    await holder.query("commit");
    assert.equal((await published).status, "queued");
    assert.equal((await prepareFindTagging(database.db)(articleId))?.withdrawn, false);
  });
});
