import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { type RelayParts, relayOnce } from "../../src/queue/relay.js";
import { openTaggingQueue, type TaggingQueue } from "../../src/queue/tagging-queue.js";
import type { OpenDatabase } from "../../src/storage/database.js";
import { saveEvent } from "../../src/storage/intake.js";
import { listPending } from "../../src/storage/revisions.js";
import { openTestDatabase } from "../support/database.js";

const ARTICLES = 3;

describe("the relay", () => {
  let database: OpenDatabase;
  let queue: TaggingQueue;
  let parts: RelayParts;
  const later = () => new Date(Date.now() + 1000);

  before(async function () {
    this.timeout(60_000);
    database = await openTestDatabase();
    queue = openTaggingQueue({ kind: "postgres", pool: database.queuePool }, () => {});
    parts = { ...queue, listPending: (olderThan, limit) => listPending(database.db, olderThan, limit) };
    for (let index = 0; index < ARTICLES; index++) {
      const article = { source: "cms", externalId: `relay-${index}`, version: 1, headline: "A headline" };
      await saveEvent(
        database.db,
        { kind: "publish", article: { ...article, body: "A text.", bodyFormat: "text" }, at: new Date() },
        { deliveryId: `dlv_${randomUUID()}`, webhookId: "msg_1", receivedAt: new Date() },
      );
    }
  });
  after(() => queue.close());

  it("enqueues every revision that has no tagging and no job", async () => {
    assert.equal(await queue.countOpen(), 0);
    assert.equal(await relayOnce(parts, later()), ARTICLES);
    assert.equal(await queue.countOpen(), ARTICLES);
  });

  it("gives no revision a second job while its first is open", async () => {
    await relayOnce(parts, later());
    assert.equal(await queue.countOpen(), ARTICLES);
  });

  it("leaves revisions alone whose job is most likely on its way", async () => {
    assert.equal(await relayOnce(parts, new Date(Date.now() - 60_000)), 0);
  });
});
