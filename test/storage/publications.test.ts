import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import { type Article, articleId } from "../../src/domain/article.js";
import { Refusal } from "../../src/domain/errors.js";
import { type Database, execute } from "../../src/storage/database.js";
import { findNewestEventId, listEvents, numberEvents } from "../../src/storage/events.js";
import { createSaveEvent } from "../../src/storage/intake.js";
import { type Publication, savePublications } from "../../src/storage/publications.js";
import { listPending, readPending } from "../../src/storage/revisions.js";
import { type FindTagging, prepareFindTagging } from "../../src/storage/taggings.js";
import { tallyTagged, tallyTopic } from "../../src/storage/trends.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { aDelivery, openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

const AT = new Date("2020-03-01T09:00:00Z");

function ofArchive(externalId: string, changes: Partial<Article> = {}): Publication {
  const article = { source: "cms", externalId, version: 1, headline: "A headline", body: "A text." };
  return { article: { ...article, bodyFormat: "text", ...changes }, at: AT, delivery: aDelivery(), backfill: true };
}

describe("many texts stored at once", () => {
  const closing = closeAfterSuite();
  let db: Database;
  let findTagging: FindTagging;
  const save = async (...given: Publication[]) =>
    (await savePublications(db, given)).map((taken) => (taken instanceof Refusal ? taken.kind : taken.status));

  before(async () => {
    db = (await openTestDatabase(closing)).db;
    findTagging = prepareFindTagging(db);
  });

  it("are answered one by one: a repeat is a duplicate, another text under its version a conflict", async () => {
    const other = ofArchive("a", { body: "Another text." });
    assert.deepEqual(await save(ofArchive("a"), ofArchive("b"), ofArchive("a"), other), [
      "queued",
      "queued",
      "duplicate",
      "conflict",
    ]);
    assert.deepEqual(await save(ofArchive("b"), ofArchive("c"), other), ["duplicate", "queued", "conflict"]);
  });

  it("are refused under an existing version with the names of the fields that differ", async () => {
    const detailOf = async (changes: Partial<Article>) => {
      const [taken] = await savePublications(db, [ofArchive("differs", changes)]);
      return taken instanceof Refusal
        ? /with another (.*?)\. .* higher version$/.exec(taken.message)?.[1]
        : taken?.status;
    };
    const first = { section: "world", url: "https://news.example/a", language: "en" };
    assert.equal(await detailOf(first), "queued");
    assert.equal(await detailOf({ ...first, body: "Another text." }), "body");
    assert.equal(await detailOf({ ...first, headline: "Another", language: "fr" }), "headline and language");
    assert.equal(await detailOf({ ...first, bodyFormat: "html" }), "bodyFormat");
    assert.equal(await detailOf({ ...first, section: "politics" }), "section or url");
    assert.equal(await detailOf({ ...first, url: "https://news.example/b" }), "section or url");
  });

  it("are each kept to the letter, whatever script they are written in", async () => {
    const bodies = ["Grève à Lyon: “Non.”", "", "选举 🗳️ today", "Plain.", 'Quotes ", \\ and {braces},\nlines', "Ñandú"];
    await save(...bodies.map((body, index) => ofArchive(`letters-${index}`, { body })));
    for (const [index, body] of bodies.entries()) {
      const id = articleId("cms", `letters-${index}`);
      const rows = await execute(db, sql`select body from beatline.revisions where article_id = ${id}`);
      assert.deepEqual(rows, [{ body }]);
    }
  });

  it("show the highest of an article's versions, in whatever order they come", async () => {
    const versions = () => [2, 3, 1].map((version) => ofArchive("many", { version, body: `Text ${version}.` }));
    assert.deepEqual(await save(...versions()), ["superseded", "queued", "superseded"]);
    assert.equal((await findTagging(articleId("cms", "many")))?.version, 3);
    assert.deepEqual(await save(...versions()), ["duplicate", "duplicate", "duplicate"]);
  });

  it("do not bring back an article that the CMS has withdrawn since", async () => {
    const gone = { source: "cms", externalId: "gone", version: 1 };
    await save(ofArchive("gone"));
    await createSaveEvent(db)({ kind: "withdraw", ...gone, at: new Date("2024-01-01T00:00:00Z") }, aDelivery());
    assert.deepEqual(await save(ofArchive("gone")), ["duplicate"]);
    assert.equal((await findTagging(articleId("cms", "gone")))?.withdrawn, true);
  });

  it("do not bring it back in a higher version from before its withdrawal either; a later publication does", async () => {
    const gone = { source: "cms", externalId: "gone-higher", version: 1 };
    const id = articleId("cms", gone.externalId);
    const section = "only-archived";
    await save(ofArchive(gone.externalId, { section }));
    await openStore(db).tag(id, aReading({ labor: "auto" }));
    await createSaveEvent(db)({ kind: "withdraw", ...gone, at: new Date("2024-01-01T00:00:00Z") }, aDelivery());
    const higher = (): Publication => ofArchive(gone.externalId, { section, version: 3, body: "A later text." });
    for (const status of ["superseded", "duplicate"]) {
      assert.deepEqual(await save(higher()), [status]);
      assert.equal((await findTagging(id))?.withdrawn, true);
      assert.deepEqual(await tallyTopic(db, "labor", "day", { visibleSource: null, section }), []);
    }
    assert.deepEqual(await save({ ...higher(), at: new Date("2024-02-01T00:00:00Z"), backfill: false }), ["queued"]);
    const shown = await findTagging(id);
    assert.deepEqual([shown?.withdrawn, shown?.version], [false, 3]);
  });

  it("move to the live lane once, when the CMS sends the same version, and wait since then", async () => {
    const id = articleId("cms", "overtakes");
    const lanes = async () => {
      const [live, archive] = await Promise.all(
        [false, true].map((backfill) => listPending(db, { backfill }, new Date(Date.now() + 1000), 1000)),
      );
      return [live, archive].map((pending) => pending?.some((ref) => ref.articleId === id));
    };
    const ofCms = (at = new Date()): Publication => ({ ...ofArchive("overtakes"), at, backfill: false });
    const longAgo = { ...aDelivery(), receivedAt: AT };
    await save({ ...ofArchive("overtakes"), delivery: longAgo });
    assert.deepEqual(await save(ofArchive("overtakes")), ["duplicate"]);
    assert.deepEqual(await lanes(), [false, true]);
    // Some CMSs date an event by the article, as its archive does.
    assert.deepEqual(await save(ofCms(AT)), ["queued"]);
    assert.deepEqual(await lanes(), [true, false]);
    const { oldest } = await readPending(db);
    assert.ok(oldest && oldest > AT);
    for (const again of [ofCms(AT), ofCms(), ofArchive("overtakes")])
      assert.deepEqual(await save(again), ["duplicate"]);
    assert.deepEqual(await lanes(), [true, false]);
  });

  it("are not queued again by the CMS once they are tagged or withdrawn", async () => {
    const store = openStore(db);
    for (const externalId of ["tagged-archive", "withdrawn-archive"]) await save(ofArchive(externalId));
    const ofCms = (externalId: string): Publication => ({ ...ofArchive(externalId), backfill: false });
    await store.tag(articleId("cms", "tagged-archive"), aReading({ labor: "auto" }));
    await store.withdraw({ source: "cms", externalId: "withdrawn-archive", version: 1 });
    assert.deepEqual(await save(ofCms("tagged-archive"), ofCms("withdrawn-archive")), ["duplicate", "duplicate"]);
  });

  it("are announced again when they come back, since events due meanwhile were dropped", async () => {
    const store = openStore(db);
    const article = await store.saveTagged(aReading({ labor: "auto" }));
    await store.withdraw(article);
    await numberEvents(db);
    const before = await findNewestEventId(db);
    const at = new Date(Date.now() + 2000);
    await savePublications(db, [{ article, at, delivery: aDelivery(), backfill: false }]);
    await numberEvents(db);
    const told = (await listEvents(db, before, 10)).map(({ type, article: shown }) => [type, shown?.articleId]);
    assert.deepEqual(told, [["article.tagged", article.articleId]]);
  });

  it("take their tags along in trends when an untagged new version has another day or section", async () => {
    const tallies = (section: string) => {
      const filter = { visibleSource: null, section };
      return Promise.all([tallyTagged(db, "day", filter), tallyTopic(db, "labor", "day", filter)]);
    };
    const first = ofArchive("moved", { section: "before", publishedAt: new Date("2020-03-01T08:00:00Z") });
    await save(first);
    await openStore(db).tag(articleId("cms", "moved"), aReading({ labor: "auto" }));
    const second = ofArchive("moved", { section: "after", publishedAt: new Date("2020-03-09T08:00:00Z"), version: 2 });
    await save(second);
    const counted = (await tallies("after")).map((rows) => rows.map(({ start, articles }) => [start, articles]));
    const day = [[new Date("2020-03-09T00:00:00Z"), 1]];
    assert.deepEqual(counted, [day, day]);
    assert.deepEqual(await tallies("before"), [[], []]);
  });

  it("may come in overlapping batches at the same time", async () => {
    const batch = Array.from({ length: 50 }, (_, index) => `overlap-${index}`);
    const all = await Promise.all(
      [batch, batch.toReversed(), batch].map((ids) => save(...ids.map((id) => ofArchive(id)))),
    );
    assert.equal(all.flat().filter((status) => status === "queued").length, batch.length);
    assert.equal(all.flat().filter((status) => status === "duplicate").length, 2 * batch.length);
  });
});
