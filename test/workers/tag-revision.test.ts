import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { createBatcher } from "../../src/batcher.js";
import type { RevisionRef } from "../../src/domain/article.js";
import { ClassificationError } from "../../src/domain/errors.js";
import type { Database } from "../../src/storage/database.js";
import { saveEvent } from "../../src/storage/intake.js";
import { findRevisions } from "../../src/storage/revisions.js";
import { type FindTagging, prepareFindTagging, saveTaggings } from "../../src/storage/taggings.js";
import { type TagRevisionParts, tagRevision } from "../../workers/tag-revision.js";
import { openTestDatabase } from "../support/database.js";

const unreadable = async (): Promise<never> => {
  throw new ClassificationError("The classifier took longer than 30 s");
};

describe("tagging a revision that the classifier cannot read", () => {
  let db: Database;
  let findTagging: FindTagging;
  const parts = (changes: Partial<TagRevisionParts> = {}): TagRevisionParts => ({
    findRevision: createBatcher((refs) => findRevisions(db, refs), { most: 100, inFlight: 2 }),
    saveTagging: createBatcher((given) => saveTaggings(db, given, new Date()), { most: 100, inFlight: 2 }),
    classify: unreadable,
    modelVersion: "model-1",
    ...changes,
  });
  const store = (externalId: string, version = 1): Promise<RevisionRef> =>
    saveEvent(
      db,
      {
        kind: "publish",
        article: { source: "cms", externalId, version, headline: "", body: `Text ${version}`, bodyFormat: "text" },
        at: new Date(),
      },
      { deliveryId: `dlv_${randomUUID()}`, webhookId: "msg_1", receivedAt: new Date() },
    );

  before(async function () {
    this.timeout(60_000);
    db = (await openTestDatabase()).db;
    findTagging = prepareFindTagging(db);
  });

  it("throws before the last attempt, so that the queue tries again", async () => {
    const ref = await store("again");
    await assert.rejects(tagRevision(parts(), ref, false), ClassificationError);
    assert.equal((await findTagging(ref.articleId))?.shown, undefined);
  });

  it("stores the outcome failed with its reason at the last attempt", async () => {
    const ref = await store("last");
    assert.equal((await tagRevision(parts(), ref, true))?.tagging.outcome, "failed");
    const tagging = (await findTagging(ref.articleId))?.shown?.tagging;
    assert.equal(tagging?.outcome, "failed");
    assert.ok(tagging?.outcome === "failed" && /longer than 30 s/.test(tagging.reason));
  });

  it("never takes trouble of the database for a fault of the article", async () => {
    const ref = await store("database");
    const away = async () => {
      throw new Error("the database is away");
    };
    await assert.rejects(tagRevision(parts({ saveTagging: away }), ref, true), /database is away/);
  });

  it("leaves a revision alone that a newer one has overtaken, or that has its tagging", async () => {
    const old = await store("overtaken");
    const current = await store("overtaken", 2);
    assert.equal(await tagRevision(parts(), old, true), undefined);
    assert.equal((await tagRevision(parts(), current, true))?.tagging.outcome, "failed");
    assert.equal(await tagRevision(parts(), current, true), undefined);
  });
});
