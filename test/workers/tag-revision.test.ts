import assert from "node:assert/strict";
import { eq } from "drizzle-orm";
import { createBatcher } from "../../src/batcher.js";
import { ClassificationError } from "../../src/domain/errors.js";
import type { Database } from "../../src/storage/database.js";
import { saveDecisions } from "../../src/storage/overrides.js";
import { prepareFindRevisions } from "../../src/storage/revisions.js";
import { tags } from "../../src/storage/schema/articles.js";
import { type FindTagging, prepareFindTagging, saveTaggings } from "../../src/storage/taggings.js";
import { type TagRevisionParts, tagRevision } from "../../workers/tag-revision.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

const FIRST = { attempt: 1, lastAttempt: false, suspect: false };
const LAST = { attempt: 3, lastAttempt: true, suspect: false };

const EDITOR = { keyId: "key_1", keyName: "Ana", requestId: "request-1" };

/** Wires parts as a worker does. */
function storing(db: Database): Pick<TagRevisionParts, "findRevision" | "saveTagging"> {
  return {
    findRevision: createBatcher(prepareFindRevisions(db), { most: 100, inFlight: 2 }),
    saveTagging: createBatcher((given) => saveTaggings(db, given, new Date()), { most: 100, inFlight: 2 }),
  };
}

const unreadable = async (): Promise<never> => {
  throw new ClassificationError("The classifier took longer than 30 s");
};

describe("tagging a revision that the classifier cannot read", () => {
  const closing = closeAfterSuite();
  let db: Database;
  let findTagging: FindTagging;
  const parts = (changes: Partial<TagRevisionParts> = {}): TagRevisionParts => ({
    ...storing(db),
    classify: unreadable,
    classifyAlone: unreadable,
    modelVersion: "model-1",
    ...changes,
  });
  const store = (externalId: string, version = 1) => openStore(db).save({ externalId, version });

  before(async () => {
    db = (await openTestDatabase(closing)).db;
    findTagging = prepareFindTagging(db);
  });

  it("throws before the last attempt, so that the queue tries again", async () => {
    const { articleId } = await store("again");
    await assert.rejects(tagRevision(parts(), { articleId }, FIRST), ClassificationError);
    assert.equal((await findTagging(articleId))?.shown, undefined);
  });

  it("stores the outcome failed with its reason at the last attempt", async () => {
    const { articleId } = await store("last");
    assert.equal((await tagRevision(parts(), { articleId }, LAST)).did, "tagged");
    const tagging = (await findTagging(articleId))?.shown?.tagging;
    assert.equal(tagging?.outcome, "failed");
    assert.ok(tagging?.outcome === "failed" && /longer than 30 s/.test(tagging.reason));
  });

  it("never mistakes a database failure for a fault in the article", async () => {
    const { articleId } = await store("database");
    const away = async () => {
      throw new Error("the database is away");
    };
    await assert.rejects(tagRevision(parts({ saveTagging: away }), { articleId }, LAST), /database is away/);
  });

  it("reads a revision alone once it is suspected of having stopped workers", async () => {
    const { articleId } = await store("suspect");
    await assert.rejects(tagRevision(parts(), { articleId }, FIRST), /longer than 30 s/);
    const classifyAlone = async (): Promise<never> => {
      throw new ClassificationError("The classifier ended its process");
    };
    await tagRevision(parts({ classifyAlone }), { articleId }, { ...LAST, suspect: true });
    const tagging = (await findTagging(articleId))?.shown?.tagging;
    assert.ok(tagging?.outcome === "failed" && /ended its process/.test(tagging.reason));
  });

  it("tags the highest version, once", async () => {
    await store("overtaken");
    const { articleId } = await store("overtaken", 2);
    const work = await tagRevision(parts(), { articleId }, LAST);
    assert.ok(work.did === "tagged" && work.revision.version === 2);
    assert.deepEqual(await tagRevision(parts(), { articleId }, LAST), { did: "nothing" });
  });

  it("postpones a version that follows right after a tagging, in case more follow", async () => {
    const { articleId } = await store("again and again");
    await tagRevision(parts(), { articleId }, LAST);
    await store("again and again", 2);
    const work = await tagRevision(parts(), { articleId }, LAST);
    assert.ok(work.did === "postponed" && work.until > new Date());
  });
});

describe("a revision on which an editor decides while it is read", () => {
  const closing = closeAfterSuite();
  it("is read once more, so that lists show the decision and the new tagging together", async () => {
    const { db } = await openTestDatabase(closing);
    const store = openStore(db);
    const article = await store.save();
    await store.tag(article.articleId, aReading({ labor: "auto" }), new Date(0));
    const findTagging = prepareFindTagging(db);
    const decide = async (action: "reject" | "clear") => {
      const found = await findTagging(article.articleId);
      assert.ok(found?.shown);
      const seen = { ...found, shown: found.shown };
      assert.ok(await saveDecisions(db, seen, [{ topic: "labor", action }], EDITOR));
    };
    await decide("reject");
    let readings = 0;
    const classify = async () => {
      if (readings++ === 0) await decide("clear");
      return aReading({ immigration: "auto" }, [], "model-2");
    };
    const parts = { ...storing(db), classify, classifyAlone: classify, modelVersion: "model-2" };
    const work = await tagRevision(parts, { articleId: article.articleId, modelVersion: "model-2" }, FIRST);
    assert.equal(work.did, "tagged");
    assert.equal(readings, 2);
    const listed = await db.select({ topic: tags.topic }).from(tags).where(eq(tags.articleId, article.articleId));
    assert.deepEqual(listed, [{ topic: "immigration" }]);
  });
});

describe("a revision that another model has tagged", () => {
  const closing = closeAfterSuite();
  let parts: TagRevisionParts;
  let articleId: string;
  const work = async (modelVersion: string, wanted?: string) =>
    (await tagRevision({ ...parts, modelVersion }, { articleId, modelVersion: wanted }, FIRST)).did;

  before(async () => {
    const { db } = await openTestDatabase(closing);
    const store = openStore(db);
    ({ articleId } = await store.save());
    await store.tag(articleId, aReading({ labor: "auto" }, [], "model-2"), new Date(0));
    const classify = async () => aReading({ labor: "auto" }, [], "model-3");
    parts = { ...storing(db), classify, classifyAlone: classify, modelVersion: "model-1" };
  });

  it("is left as it is when a late job reaches a worker of an older or newer model", async () => {
    assert.equal(await work("model-1"), "nothing");
    assert.equal(await work("model-3"), "nothing");
  });

  it("is tagged once more by the requested model, by no other and only once", async () => {
    assert.equal(await work("model-1", "model-3"), "nothing");
    assert.equal(await work("model-3", "model-3"), "tagged");
    assert.equal(await work("model-3", "model-3"), "nothing");
  });
});
