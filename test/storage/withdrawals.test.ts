import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import type { Article } from "../../src/domain/article.js";
import type { ArticleEvent } from "../../src/domain/revision.js";
import { normalizeUrl } from "../../src/domain/url.js";
import { wordpressAdapter } from "../../src/intake/wordpress-adapter.js";
import type { Database } from "../../src/storage/database.js";
import { createSaveEvent } from "../../src/storage/intake.js";
import { listArticles } from "../../src/storage/listing.js";
import { prepareFindTaggings } from "../../src/storage/lookup.js";
import { type FindTagging, prepareFindTagging } from "../../src/storage/taggings.js";
import { tallyTopic } from "../../src/storage/trends.js";
import { publish, withdraw } from "../support/article-events.js";
import { closeAfterSuite } from "../support/closing.js";
import { changed } from "../support/cms.js";
import { openTestDatabase } from "../support/database.js";
import { aDelivery, openStore } from "../support/stored-articles.js";
import { aFailure, aReading } from "../support/taggings.js";

describe("the intake store, when articles are withdrawn", () => {
  const closing = closeAfterSuite();
  let db: Database;
  let findTagging: FindTagging;
  let tag: ReturnType<typeof openStore>["tag"];
  const save = (event: ArticleEvent) => createSaveEvent(db)(event, aDelivery());

  before(async () => {
    db = (await openTestDatabase(closing)).db;
    findTagging = prepareFindTagging(db);
    tag = openStore(db).tag;
  });

  it("brings a withdrawn article back with a later publication of the same version, not with a replay", async () => {
    const externalId = "withdrawn";
    const first = publish({ externalId }, 0);
    const { articleId: id } = await save(first);
    assert.equal((await save(withdraw(externalId, 1, 5))).status, "withdrawn");
    assert.equal((await findTagging(id))?.withdrawn, true);
    await save(first);
    assert.equal((await findTagging(id))?.withdrawn, true);
    await save(publish({ externalId }, 10));
    assert.equal((await findTagging(id))?.withdrawn, false);
  });

  it("keeps showing a republished article when an earlier unpublication arrives late", async () => {
    const externalId = "unpublished-late";
    await save(publish({ externalId }, 0));
    assert.equal((await save(publish({ externalId }, 9))).status, "duplicate");
    const { articleId: id, status } = await save(withdraw(externalId, 1, 5));
    assert.equal(status, "superseded");
    assert.equal((await findTagging(id))?.withdrawn, false);
    await save(publish({ externalId }, 3));
    assert.equal((await save(withdraw(externalId, 1, 8))).status, "superseded");
    assert.equal((await save(withdraw(externalId, 1, 10))).status, "withdrawn");
  });

  it("brings back a post that WordPress publishes on schedule, without a new time of modification", async () => {
    const send = async (status: string, modified: string, signed: string) => {
      const body = changed("wordpress/published", { "/status": status, "/modified_gmt": modified });
      const event = wordpressAdapter.read("cms", body, { header: () => undefined, at: new Date(signed) });
      assert.ok(event.kind !== "ignore");
      const taken = await save(event);
      return [taken.status, (await findTagging(taken.articleId))?.withdrawn];
    };
    const scheduled = "2026-11-24T10:00:00";
    assert.deepEqual(await send("publish", "2026-11-24T09:00:00", "2026-11-24T09:00:00Z"), ["queued", false]);
    assert.deepEqual(await send("future", scheduled, "2026-11-24T10:00:00Z"), ["withdrawn", true]);
    assert.deepEqual(await send("publish", scheduled, "2026-11-24T18:00:00Z"), ["queued", false]);
    assert.deepEqual(await send("publish", scheduled, "2026-11-24T18:05:00Z"), ["duplicate", false]);
    assert.deepEqual(await send("future", scheduled, "2026-11-24T19:00:00Z"), ["withdrawn", true]);
    assert.deepEqual(await send("publish", scheduled, "2026-11-24T20:00:00Z"), ["queued", false]);
  });

  it("withdraws an article and its tags together, or neither", async () => {
    const externalId = "withdrawn-whole";
    const section = "only-here";
    const { articleId: id } = await save(publish({ externalId, section }));
    await tag(id, aReading({ labor: "auto" }));
    const isCounted = async () => (await tallyTopic(db, "labor", "day", { visibleSource: null, section })).length > 0;
    await db.execute(sql`create function beatline.fail() returns trigger language plpgsql as
      $$ begin raise 'the tags cannot be written'; end $$`);
    await db.execute(sql`create trigger fail before update on beatline.tags execute function beatline.fail()`);
    await assert.rejects(save(withdraw(externalId, 1, 5)));
    await db.execute(sql`drop function beatline.fail cascade`);
    assert.deepEqual([(await findTagging(id))?.withdrawn, await isCounted()], [false, true]);
    assert.equal((await save(withdraw(externalId, 1, 5))).status, "withdrawn");
    assert.deepEqual([(await findTagging(id))?.withdrawn, await isCounted()], [true, false]);
  });

  it("queues a returning article again, once, unless it already has its tagging", async () => {
    const externalId = "untagged-again";
    const ref = await save(publish({ externalId }, 0));
    await save(withdraw(externalId, 1, 5));
    assert.equal((await save(publish({ externalId }, 10))).status, "queued");
    assert.equal((await save(publish({ externalId }, 10))).status, "duplicate");
    await tag(ref.articleId, aFailure());
    await save(withdraw(externalId, 1, 15));
    assert.equal((await save(publish({ externalId }, 20))).status, "duplicate");
  });

  it("takes a repeated withdrawal as a duplicate, even if its article never came", async () => {
    const externalId = "withdrawn-again";
    await save(publish({ externalId }));
    assert.equal((await save(withdraw(externalId, 1, 5))).status, "withdrawn");
    for (const minutes of [5, 6, 4]) assert.equal((await save(withdraw(externalId, 1, minutes))).status, "duplicate");
    assert.equal((await save(withdraw(externalId, 2, 7))).status, "withdrawn");
    await save(publish({ externalId, version: 3 }, 8));
    assert.equal((await save(withdraw(externalId, 2, 7))).status, "superseded");
    assert.equal((await save(withdraw(externalId, 3, 9))).status, "withdrawn");
    const unknown = withdraw("never-came", 1, 0);
    const taken = await Promise.all(Array.from({ length: 10 }, () => save(unknown)));
    assert.deepEqual(taken.map(({ status }) => status).sort(), [...Array(9).fill("duplicate"), "withdrawn"]);
  });

  it("keeps a repeated withdrawal's time, so that no earlier publication brings the article back", async () => {
    const externalId = "withdrawn-later";
    const { articleId: id } = await save(publish({ externalId }));
    await save(withdraw(externalId, 1, 5));
    await save(withdraw(externalId, 1, 9));
    await save(publish({ externalId }, 7));
    assert.equal((await findTagging(id))?.withdrawn, true);
  });

  it("keeps an article withdrawn when its publication arrives after its withdrawal", async () => {
    const externalId = "reordered";
    await save(withdraw(externalId, 1, 5));
    const late = await save(publish({ externalId }, 0));
    assert.equal(late.status, "superseded");
    assert.equal((await findTagging(late.articleId))?.withdrawn, true);
  });

  it("shows a returning article as its last delivery has it, whatever came too late before", async () => {
    const externalId = "back";
    const [url, section] = ["https://news.example/back", "business"];
    const publishedAt = new Date("2020-03-01T08:00:00Z");
    const again = (changes: Partial<Article>, minutes: number) =>
      save(publish({ externalId, url, section, publishedAt, ...changes }, minutes));
    const assertShown = async (id: string, headline: string) => {
      const shown = await findTagging(id);
      assert.deepEqual([shown?.headline, shown?.section, shown?.publishedAt], [headline, section, publishedAt]);
      const [listed] = await listArticles(db, { visibleSource: null, q: headline, section }, undefined, 1);
      assert.deepEqual(listed && [listed.articleId, listed.listedAt], [id, publishedAt]);
      const [found] = await prepareFindTaggings(db)([{ urlKey: normalizeUrl(url) ?? "" }], null);
      assert.equal(found?.articleId, id);
    };
    await save(withdraw(externalId, 1, 3));
    assert.equal((await again({}, 2)).status, "superseded");
    const { articleId: id, status } = await again({}, 4);
    assert.equal(status, "queued");
    await assertShown(id, "Port workers vote to strike");

    await save(withdraw(externalId, 2, 13));
    const second = { version: 2, headline: "Dockers walk out" };
    assert.equal((await again(second, 12)).status, "superseded");
    assert.equal((await again(second, 14)).status, "queued");
    await assertShown(id, second.headline);
  });

  it("lists the tags of a returning article under the date of its last delivery", async () => {
    const externalId = "back-with-tags";
    const ref = await save(publish({ externalId }));
    await tag(ref.articleId, aReading({ labor: "auto" }));
    await save(withdraw(externalId, 1, 3));
    const publishedAt = new Date("2020-03-02T08:00:00Z");
    await save(publish({ externalId, publishedAt }, 4));
    const [listed] = await listArticles(db, { visibleSource: null, topic: "labor" }, undefined, 1);
    assert.deepEqual(listed && [listed.articleId, listed.listedAt], [ref.articleId, publishedAt]);
  });
});
