import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { readModelCard } from "../../models/card.js";
import type { Database } from "../../src/storage/database.js";
import { callAs } from "../support/admin.js";
import { openTestApi } from "../support/api.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { pagesOf } from "../support/pages.js";
import { until } from "../support/promises.js";
import { API_KEY, startEntry } from "../support/service.js";
import { openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

describe("beatline retag", () => {
  const closing = closeAfterSuite();
  const model = readModelCard("models").version;
  let api: Awaited<ReturnType<typeof openTestApi>>;
  let db: Database;
  let store: ReturnType<typeof openStore>;
  const start = (...args: string[]) => startEntry("src/cli.js", { BEATLINE_URL: api.url, API_KEY }, ["retag", ...args]);
  const tell = async (...args: string[]) => {
    const child = start(...args);
    assert.equal(await child.exited, 0, child.output());
    return child.output();
  };

  before(async () => {
    const database = await openTestDatabase(closing);
    db = database.db;
    store = openStore(db);
    api = await openTestApi(closing, database);
  });

  it("queues what another model tagged, waits for the new tags and reports what they changed", async () => {
    const { articleId: gained } = await store.saveTagged(aReading({ labor: "suggested" }));
    const { articleId: decided } = await store.saveTagged(aReading({ labor: "auto", enforcement: "auto" }));
    const { articleId: same } = await store.saveTagged(aReading({ immigration: "auto" }));
    await store.saveTagged(aReading({ labor: "auto" }, [], model));
    const { status } = await callAs(api.url)(
      "PATCH",
      `/v1/articles/${decided}/tags`,
      { decisions: [{ topic: "labor", action: "accept" }] },
      { "if-match": "*" },
    );
    assert.equal(status, 200);
    assert.match(await tell("--no-wait"), /0 articles have tags of both models.*\n3 are still waiting for theirs\n/);

    api.enqueued.length = 0;
    const child = start();
    await until(async () => api.enqueued.length === 3, "they are queued");
    const moved = aReading({ labor: "auto", enforcement: "suggested" }, [], model);
    await store.tag(gained, {
      ...moved,
      sentiment: { tone: { label: "negative", score: -1, confidence: 1 }, evidence: [], sentences: [] },
    });
    await store.tag(same, aReading({ immigration: "auto" }, [], model));
    await child.waitFor(/Waiting for their tags/);
    assert.equal(child.process.exitCode, null, "it waits for the last one");
    await store.tag(decided, aReading({}, [], model));
    assert.equal(await child.exited, 0, child.output());
    const lines = child.output().split("\n");
    const row = (topic: string) => lines.find((line) => line.startsWith(topic))?.split(/\s{2,}/);
    assert.ok(lines.includes("3 articles have tags of both models; 2 of them changed"), child.output());
    // gained, lost, suggested to auto, auto to suggested, editors disagree
    assert.deepEqual(row("labor"), ["labor", "0", "1", "1", "0", "1"]);
    assert.deepEqual(row("enforcement"), ["enforcement", "1", "1", "0", "0", "0"]);
    assert.deepEqual(row("immigration"), ["immigration", "0", "0", "0", "0", "0"]);
    assert.ok(lines.includes("tone: neutral to negative 1"), child.output());
  });

  it("pages through the changed articles in the API, with what readers see, past pages without any", async () => {
    await db.execute(sql`
      insert into beatline.articles (article_id, source, external_id, version, event_at, listed_at, changed_at, headline)
      select 'art_222222' || lpad(translate(n::text, '0189', 'wxyz'), 20, 'a'), 'many', n, 1, now(), now(), now(), ''
      from generate_series(1, 5500) as n`);
    const pages: number[] = [];
    const found: unknown[] = [];
    for await (const { articles } of pagesOf((path) => callAs(api.url)("GET", path), "/v1/retag?limit=2")) {
      pages.push(articles.length);
      found.push(...articles);
    }
    assert.deepEqual(pages, [0, 2, 1]);
    const kept = { topic: "labor", before: "auto", after: null, override: "accept", shown: "accepted" };
    assert.ok(JSON.stringify(found).includes(JSON.stringify(kept)), JSON.stringify(found));
  });
});
