import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { type Article, articleId, type RevisionRef } from "../../src/domain/article.js";
import { Refusal } from "../../src/domain/errors.js";
import type { ArticleEvent } from "../../src/domain/revision.js";
import type { Tagging } from "../../src/domain/tagging.js";
import { normalizeUrl } from "../../src/domain/url.js";
import { wordpressAdapter } from "../../src/intake/wordpress-adapter.js";
import type { Database } from "../../src/storage/database.js";
import { createSaveEvent } from "../../src/storage/intake.js";
import { listArticles } from "../../src/storage/listing.js";
import { prepareFindTaggings } from "../../src/storage/lookup.js";
import { listPending, prepareFindRevisions, type TaggedState } from "../../src/storage/revisions.js";
import { type FindTagging, prepareFindTagging, saveTaggings } from "../../src/storage/taggings.js";
import { tallyTopic } from "../../src/storage/trends.js";
import { closeAfterSuite } from "../support/closing.js";
import { changed } from "../support/cms.js";
import { openTestDatabase } from "../support/database.js";
import { aDelivery, UNTAGGED } from "../support/stored-articles.js";
import { aFailure, aReading } from "../support/taggings.js";

const MINUTE = 60_000;
const START = Date.parse("2026-11-24T09:00:00Z");

function publish(changes: Partial<Article> = {}, minutes = 0): ArticleEvent {
  const article: Article = {
    source: "cms",
    externalId: "wp-1",
    version: 1,
    headline: "Port workers vote to strike",
    body: "Dock workers voted on Monday to walk out over pay.",
    bodyFormat: "text",
    ...changes,
  };
  return { kind: "publish", article, at: new Date(START + minutes * MINUTE) };
}

function withdraw(externalId: string, version: number, minutes: number): ArticleEvent {
  return { kind: "withdraw", source: "cms", externalId, version, at: new Date(START + minutes * MINUTE) };
}

describe("the intake store", () => {
  const closing = closeAfterSuite();
  let db: Database;
  let findTagging: FindTagging;
  const save = (event: ArticleEvent) => createSaveEvent(db)(event, aDelivery());

  const load = async (ref: RevisionRef) => {
    const [found] = await prepareFindRevisions(db)([ref.articleId]);
    assert.ok(found?.revision);
    return found.revision;
  };
  const tag = async (ref: RevisionRef, tagging: Tagging, replaces: TaggedState) =>
    (await saveTaggings(db, [{ ref, tagging, replaces }], new Date()))[0]?.saved;

  before(async () => {
    db = (await openTestDatabase(closing)).db;
    findTagging = prepareFindTagging(db);
  });

  it("takes a new version as queued and the same again as a duplicate", async () => {
    const event = publish({ externalId: "twice" });
    assert.equal((await save(event)).status, "queued");
    assert.equal((await save(event)).status, "duplicate");
  });

  it("makes one revision of a delivery sent 100 times at once", async () => {
    const event = publish({ externalId: "hundred" });
    const taken = await Promise.all(Array.from({ length: 100 }, () => save(event)));
    assert.equal(taken.filter(({ status }) => status === "queued").length, 1);
    assert.equal(taken.filter(({ status }) => status === "duplicate").length, 99);
  });

  it("refuses another text under a version that it already has", async () => {
    await save(publish({ externalId: "changed" }));
    await assert.rejects(save(publish({ externalId: "changed", body: "Another text." })), (error) => {
      assert.ok(error instanceof Refusal);
      assert.equal(error.kind, "conflict");
      return true;
    });
  });

  it("stores a late version as superseded and keeps showing the highest", async () => {
    const externalId = "late";
    assert.equal((await save(publish({ externalId, version: 3 }, 3))).status, "queued");
    const late = await save(publish({ externalId, version: 2, body: "An older text." }, 2));
    assert.equal(late.status, "superseded");
    assert.equal((await findTagging(late.articleId))?.version, 3);
    assert.equal((await load(late)).version, 3);
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
    const { articleId: id, ...ref } = await save(publish({ externalId, section }));
    await tag({ articleId: id, ...ref }, aReading({ labor: "auto" }), UNTAGGED);
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
    await tag(ref, aFailure(), (await load(ref)).tagged);
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
    await tag(ref, aReading({ labor: "auto" }), UNTAGGED);
    await save(withdraw(externalId, 1, 3));
    const publishedAt = new Date("2020-03-02T08:00:00Z");
    await save(publish({ externalId, publishedAt }, 4));
    const [listed] = await listArticles(db, { visibleSource: null, topic: "labor" }, undefined, 1);
    assert.deepEqual(listed && [listed.articleId, listed.listedAt], [ref.articleId, publishedAt]);
  });

  it("lists a revision as pending until it has a tagging", async () => {
    const ref = await save(publish({ externalId: "pending" }));
    const isPending = async () =>
      (await listPending(db, { backfill: false }, new Date(Date.now() + MINUTE), 1000)).some(
        ({ articleId: id }) => id === ref.articleId,
      );
    assert.equal(await isPending(), true);
    const { tagged } = await load(ref);
    assert.equal(await tag(ref, aFailure(), tagged), true);
    assert.equal(await isPending(), false);
  });

  it("lets no worker overwrite a tagging that it has not seen", async () => {
    const ref = await save(publish({ externalId: "race" }));
    const { tagged } = await load(ref);
    assert.equal(await tag(ref, aFailure("new"), tagged), true);
    assert.equal(await tag(ref, aFailure("old"), tagged), false);
    assert.equal((await findTagging(ref.articleId))?.shown?.tagging.modelVersion, "new");
  });

  it("lets a version be tagged after a newer one has come, and lists the newer one as pending", async () => {
    const ref = await save(publish({ externalId: "saved-again" }));
    const { tagged } = await load(ref);
    const newer = await save(publish({ externalId: "saved-again", version: 2, body: "A newer text." }, 1));
    assert.equal(await tag(ref, aFailure(), tagged), true);
    assert.equal((await findTagging(ref.articleId))?.shown, undefined);
    const pending = await listPending(db, { backfill: false }, new Date(Date.now() + MINUTE), 1000);
    assert.deepEqual(
      pending.filter(({ articleId: id }) => id === ref.articleId).map(({ version }) => version),
      [newer.version],
    );
  });

  it("saves a batch although some of its articles have moved on, and says which", async () => {
    const refs = [await save(publish({ externalId: "batch-1" })), await save(publish({ externalId: "batch-2" }))];
    for (const ref of refs.slice(1)) await tag(ref, aFailure("quicker"), UNTAGGED);
    const given = refs.map((ref) => ({ ref, tagging: aFailure(), replaces: UNTAGGED }));
    assert.deepEqual(await saveTaggings(db, given, new Date()), [{ saved: true }, { saved: false }]);
  });

  it("computes an article's id from its source and external id, without confusing the two", () => {
    assert.match(articleId("cms", "wp-1"), /^art_[a-z2-7]{26}$/);
    assert.notEqual(articleId("cms", "wp-1"), articleId("cm", "swp-1"));
  });
});
