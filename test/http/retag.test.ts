import assert from "node:assert/strict";
import { readModelCard } from "../../models/card.js";
import { createBatcher } from "../../src/batcher.js";
import { ClassificationError } from "../../src/domain/errors.js";
import type { Tagging } from "../../src/domain/tagging.js";
import type { Database } from "../../src/storage/database.js";
import { listEvents, numberEvents } from "../../src/storage/events.js";
import { listPending, prepareFindRevisions } from "../../src/storage/revisions.js";
import { saveTaggings } from "../../src/storage/taggings.js";
import { tagRevision } from "../../workers/tag-revision.js";
import { type CallAs, callAs } from "../support/admin.js";
import { openTestApi } from "../support/api.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { openStore } from "../support/stored-articles.js";
import { aFailure, aReading } from "../support/taggings.js";

const LAST = { attempt: 3, lastAttempt: true, suspect: false };

/** The fields that these tests read from the answers to all calls. */
interface Answer {
  outcome: string;
  reason: string;
  taggings: { outcome: string }[];
  articles: { articleId: string }[];
  queued: number;
}

describe("an article that the classifier failed on", () => {
  const closing = closeAfterSuite();
  const model = readModelCard("models").version;
  let db: Database;
  let store: ReturnType<typeof openStore>;
  let api: Awaited<ReturnType<typeof openTestApi>>;
  let call: CallAs<Answer>;

  /** Runs a job of the article's, as a worker does. */
  const work = (articleId: string, classify: () => Promise<Tagging>) =>
    tagRevision(
      {
        findRevision: createBatcher(prepareFindRevisions(db), { most: 1, inFlight: 1 }),
        saveTagging: createBatcher((given) => saveTaggings(db, given, new Date()), { most: 1, inFlight: 1 }),
        classify,
        classifyAlone: classify,
        modelVersion: model,
      },
      { articleId },
      LAST,
    );
  const reads = async () => aReading({ labor: "auto" }, [], model);
  const fails = async (): Promise<never> => {
    throw new ClassificationError("The classifier took longer than 30 s");
  };
  const waits = async (articleId: string, backfill: boolean) => {
    const pending = await listPending(db, { backfill }, new Date(Date.now() + 1000), 1000);
    return pending.some((ref) => ref.articleId === articleId);
  };
  const outcomeOf = async (articleId: string) => {
    const { status, body } = await call("GET", `/v1/articles/${articleId}/tags`);
    return status === 202 ? "pending" : body.outcome;
  };
  const retag = async (articleId: string) =>
    assert.equal((await call("POST", `/v1/articles/${articleId}/retag`)).status, 202);

  before(async () => {
    const database = await openTestDatabase(closing);
    db = database.db;
    store = openStore(db);
    api = await openTestApi(closing, database);
    call = callAs(api.url);
  });

  it("stays as it is, whatever jobs come for it, unless a retag is requested", async () => {
    const { articleId } = await store.saveTagged(aFailure(model));
    assert.deepEqual(await work(articleId, reads), { did: "nothing" });
    assert.ok(!(await waits(articleId, false)) && !(await waits(articleId, true)), "nor does the relay bring it back");
    assert.equal(await outcomeOf(articleId), "failed");
  });

  it("is tagged again by the same model on request, and the new tagging replaces the failure", async () => {
    const { articleId } = await store.saveTagged(aFailure(model));
    await retag(articleId);
    assert.ok(await waits(articleId, true), "the relay brings it to a worker even if the job is lost");
    assert.equal(await outcomeOf(articleId), "pending");
    assert.equal((await work(articleId, reads)).did, "tagged");
    assert.equal(await outcomeOf(articleId), "tagged");
    assert.ok(!(await waits(articleId, true)));
    const { taggings } = (await call("GET", `/v1/articles/${articleId}/history`)).body;
    assert.deepEqual(
      taggings.map(({ outcome }) => outcome),
      ["tagged"],
    );
    const { articles } = (await call("GET", "/v1/articles?topic=labor")).body;
    assert.ok(articles.some((article) => article.articleId === articleId));
  });

  it("is announced as failed, and only as tagged once it is tagged again", async () => {
    const { articleId } = await store.saveTagged(aFailure(model));
    const events = async () => {
      await numberEvents(db);
      const all = await listEvents(db, 0, 1000);
      return all.flatMap(({ type, article }) => (article?.articleId === articleId ? [type] : []));
    };
    assert.deepEqual(await events(), ["article.failed"]);
    await retag(articleId);
    await work(articleId, reads);
    assert.deepEqual(await events(), ["article.tagged"]);
  });

  it("ends as failed again when the retag fails, and can be retagged once more", async () => {
    const { articleId } = await store.saveTagged(aFailure(model));
    await retag(articleId);
    await work(articleId, fails);
    const { reason } = (await call("GET", `/v1/articles/${articleId}/tags`)).body;
    assert.equal(reason, "The classifier took longer than 30 s");
    assert.ok(!(await waits(articleId, true)));
    await retag(articleId);
    assert.ok(await waits(articleId, true));
  });

  it("is queued once when a retag of everything is requested", async () => {
    const { articleId } = await store.saveTagged(aFailure(model));
    const { articleId: tagged } = await store.saveTagged(aReading({ labor: "auto" }, [], model));
    api.enqueued.length = 0;
    await call("POST", "/v1/retag");
    const queued = api.enqueued.map((job) => job.articleId);
    assert.ok(queued.includes(articleId) && !queued.includes(tagged));
    assert.ok(await waits(articleId, true));
    assert.equal(await outcomeOf(tagged), "tagged");
    assert.equal((await call("POST", "/v1/retag")).body.queued, 0);
  });
});
