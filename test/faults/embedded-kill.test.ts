import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { execute, openDatabase } from "../../src/storage/database.js";
import { anArticle, signed } from "../support/deliveries.js";
import { assertTagged, postUntilCut } from "../support/promises.js";
import { startEntry, startService, temporaryDirectory } from "../support/service.js";

const ARTICLES = 200;
const KILL_AT = 90;

describe("the embedded process", () => {
  const dataDir = temporaryDirectory();

  it("keeps its promise when it is killed in the middle of 200 articles: each 202 has exactly one tagging", async function () {
    this.timeout(180_000);
    const deliveries = Array.from({ length: ARTICLES }, (_, index) => signed(anArticle({ id: `killed-${index}` })));
    const first = await startService({ DATA_DIR: dataDir, LOG_LEVEL: "warn" });
    const taken = await postUntilCut(first.url, deliveries, (count) => {
      if (count === KILL_AT) first.child.process.kill("SIGKILL");
    });
    await first.child.exited;
    assert.ok(taken.length >= KILL_AT && taken.length < ARTICLES, `${taken.length} were taken`);

    const second = await startService({ DATA_DIR: dataDir, LOG_LEVEL: "warn" });
    const later = await postUntilCut(second.url, deliveries, () => {});
    assert.equal(later.length, ARTICLES);
    await assertTagged(second.url, later);
    assert.equal(await second.child.end("SIGTERM"), 0);
    assert.deepEqual(await countTaggings(dataDir), { articles: ARTICLES, taggings: ARTICLES });
  });

  it("is refused a data directory that another one has open", async function () {
    this.timeout(90_000);
    const holder = await startService({ DATA_DIR: dataDir, LOG_LEVEL: "warn" });
    const second = startEntry("src/main.js", { DATA_DIR: dataDir, PORT: "0" });
    assert.equal(await second.exited, 1);
    assert.match(second.output(), /Another Beatline process has .* open\. Stop it, set DATA_DIR/);
    await holder.child.end("SIGTERM");
  });
});

async function countTaggings(dataDir: string): Promise<{ articles: number; taggings: number }> {
  const database = await openDatabase({ databaseUrl: undefined, dataDir }, "src/storage/migrations");
  const [counts] = await execute<{ articles: number; taggings: number }>(
    database.db,
    sql`select count(distinct article_id)::int as articles, count(*)::int as taggings from beatline.taggings`,
  );
  await database.close();
  return counts ?? { articles: 0, taggings: 0 };
}
