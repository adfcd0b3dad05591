import assert from "node:assert/strict";
import { type RelayParts, relayOnce } from "../../src/queue/relay.js";
import { openTaggingQueue, type TaggingQueue } from "../../src/queue/tagging-queue.js";
import type { OpenDatabase } from "../../src/storage/database.js";
import { type Publication, savePublications } from "../../src/storage/publications.js";
import { listPending } from "../../src/storage/revisions.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { aDelivery } from "../support/stored-articles.js";

const ARTICLES = 3;
const FROM_ARCHIVE = 2;

describe("the relay", () => {
  const closing = closeAfterSuite();
  let database: OpenDatabase;
  let queue: TaggingQueue;
  let parts: RelayParts;
  const later = () => new Date(Date.now() + 1000);

  before(async () => {
    database = await openTestDatabase(closing);
    queue = openTaggingQueue({ kind: "postgres", pool: database.queuePool }, () => {});
    closing(() => queue.close());
    parts = { ...queue, listPending: (...asked) => listPending(database.db, ...asked) };
    await savePublications(database.db, [
      ...Array.from({ length: ARTICLES }, (_, index) => aPublication(`live-${index}`, false)),
      ...Array.from({ length: FROM_ARCHIVE }, (_, index) => aPublication(`archive-${index}`, true)),
    ]);
  });

  it("enqueues every revision that has no tagging and no job, those of an archive at low priority", async () => {
    assert.equal(await queue.countOpen(), 0);
    assert.equal(await relayOnce(parts, later()), ARTICLES + FROM_ARCHIVE);
    assert.equal(await queue.countWaiting({ backfill: false }), ARTICLES);
    assert.equal(await queue.countWaiting({ backfill: true }), FROM_ARCHIVE);
  });

  it("looks for live revisions alone while the archive's lane is full", async () => {
    const lanes: boolean[] = [];
    const listPending: RelayParts["listPending"] = async ({ backfill }) => {
      lanes.push(backfill);
      return [];
    };
    await relayOnce({ ...queue, listPending, countWaiting: async ({ backfill }) => (backfill ? 1_000 : 0) }, later());
    assert.deepEqual(lanes, [false]);
  });

  it("gives no revision a second job while its first is open", async () => {
    await relayOnce(parts, later());
    assert.equal(await queue.countOpen(), ARTICLES + FROM_ARCHIVE);
  });

  it("leaves recent revisions alone, since their job is most likely on its way", async () => {
    assert.equal(await relayOnce(parts, new Date(Date.now() - 60_000)), 0);
  });
});

function aPublication(externalId: string, backfill: boolean): Publication {
  const article = { source: "cms", externalId, version: 1, headline: "A headline", body: "A text." };
  return { article: { ...article, bodyFormat: "text" }, at: new Date(), delivery: aDelivery(), backfill };
}
