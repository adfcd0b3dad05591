import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createEnqueuer } from "../../src/queue/enqueuer.js";
import type { TaggingJob } from "../../src/queue/tagging-queue.js";

/** Longer than the enqueuer waits after a batch. */
const AFTER_A_BATCH_MS = 50;

const idsOf = (jobs: readonly TaggingJob[]) => jobs.map(({ articleId }) => articleId);
const nothingWaits = async () => 0;
const aJob = (articleId: string): TaggingJob => ({ articleId, version: 1 });

describe("handing revisions to the queue", () => {
  it("sends the first at once, and those that arrive meanwhile together", async () => {
    const batches: string[][] = [];
    const add = createEnqueuer(
      { enqueue: async (jobs) => void batches.push(idsOf(jobs)), countWaiting: nothingWaits },
      assert.ifError,
    );
    for (const articleId of ["art_a", "art_b", "art_c"]) add(aJob(articleId));
    await sleep(AFTER_A_BATCH_MS);
    assert.deepEqual(batches, [["art_a"], ["art_b", "art_c"]]);
  });

  it("drops a failed batch and all that wait, reports it once, and sends later revisions", async () => {
    const batches: string[][] = [];
    const errors: unknown[] = [];
    const late = new Error("The queue did not answer");
    const enqueue = async (jobs: readonly TaggingJob[]) => {
      batches.push(idsOf(jobs));
      if (batches.length > 1) return;
      await sleep(1);
      throw late;
    };
    const add = createEnqueuer({ enqueue, countWaiting: nothingWaits }, (error) => errors.push(error));
    add(aJob("art_first"));
    for (let count = 0; count < 2_000; count++) add(aJob(`art_${count}`));
    await sleep(AFTER_A_BATCH_MS);
    add(aJob("art_later"));
    await sleep(AFTER_A_BATCH_MS);
    assert.deepEqual(batches, [["art_first"], ["art_later"]]);
    assert.deepEqual(errors, [late]);
  });

  it("leaves revisions whose lane is full to the relay, except retags, which the relay does not know", async () => {
    const sent: string[] = [];
    const enqueue = async (jobs: readonly TaggingJob[]) => void sent.push(...idsOf(jobs));
    const countWaiting = async ({ backfill }: { backfill: boolean }) => (backfill ? 10_000 : 9_999);
    const add = createEnqueuer({ enqueue, countWaiting }, assert.ifError);
    add(aJob("art_live"));
    add({ ...aJob("art_archived"), backfill: true });
    add({ ...aJob("art_retagged"), backfill: true, modelVersion: "model-2" });
    await sleep(AFTER_A_BATCH_MS);
    assert.deepEqual(sent, ["art_live", "art_retagged"]);
  });
});
