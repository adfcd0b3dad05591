import assert from "node:assert/strict";
import { articleId, type RevisionRef } from "../../src/domain/article.js";
import { Refusal } from "../../src/domain/errors.js";
import type { ArticleEvent } from "../../src/domain/revision.js";
import type { Tagging } from "../../src/domain/tagging.js";
import type { Database } from "../../src/storage/database.js";
import { createSaveEvent } from "../../src/storage/intake.js";
import { listPending, prepareFindRevisions, type TaggedState } from "../../src/storage/revisions.js";
import { type FindTagging, prepareFindTagging, saveTaggings } from "../../src/storage/taggings.js";
import { publish } from "../support/article-events.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { aDelivery, UNTAGGED } from "../support/stored-articles.js";
import { aFailure } from "../support/taggings.js";

const MINUTE = 60_000;

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
