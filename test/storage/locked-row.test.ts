import assert from "node:assert/strict";
import pg from "pg";
import { batchStatements, type OpenDatabase } from "../../src/storage/database.js";
import { openDatabase } from "../../src/storage/open-database.js";
import { type NewTagging, saveTaggings } from "../../src/storage/taggings.js";
import { startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

const NOTHING = { version: null, modelVersion: null, decisionCount: 0 };

describeWith(["initdb", "postgres"], "an article whose row somebody holds", () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let database: OpenDatabase;
  let holder: pg.Client;

  before(async function () {
    this.timeout(60_000);
    postgres = await startPostgres();
    database = await openDatabase({ databaseUrl: postgres.url, dataDir: "" }, "src/storage/migrations");
    await database.migrate(async () => {});
    holder = new pg.Client({ connectionString: postgres.url });
    await holder.connect();
  });
  after(async () => {
    await holder?.end();
    await database?.close();
    await postgres?.remove();
  });

  it("alone is not tagged, and nothing waits for it on the server", async function () {
    this.timeout(30_000);
    const store = openStore(database.db);
    const articles = [await store.save(), await store.save(), await store.save()];
    await holder.query("begin");
    await holder.query("select from beatline.articles where article_id = $1 for update", [articles[1]?.articleId]);
    const save = batchStatements((given: readonly NewTagging[]) => saveTaggings(database.db, given, new Date()), {
      most: 100,
      inFlight: 1,
    });
    const tagging = aReading({ labor: "auto" });
    const results = await Promise.allSettled(articles.map((ref) => save({ ref, tagging, replaces: NOTHING })));
    assert.deepEqual(
      results.map(({ status }) => status),
      ["fulfilled", "rejected", "fulfilled"],
    );
    const { rows } = await holder.query("select from pg_stat_activity where wait_event_type = 'Lock'");
    assert.equal(rows.length, 0);
    await holder.query("rollback");
  });
});
