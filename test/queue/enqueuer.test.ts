import assert from "node:assert/strict";
import { createEnqueuer } from "../../src/queue/enqueuer.js";

describe("handing revisions to the queue", () => {
  it("sends the first at once and what comes meanwhile together, also after a batch that the queue refused", async () => {
    const batches: string[][] = [];
    const errors: unknown[] = [];
    const refusal = new Error("The queue is away");
    await new Promise<void>((resolve) => {
      const add = createEnqueuer(
        async (jobs) => {
          batches.push(jobs.map(({ articleId }) => articleId));
          if (batches.length === 1) throw refusal;
          resolve();
        },
        (error) => errors.push(error),
      );
      for (const articleId of ["art_a", "art_b", "art_c"]) add({ articleId, version: 1 });
    });
    assert.deepEqual(batches, [["art_a"], ["art_b", "art_c"]]);
    assert.deepEqual(errors, [refusal]);
  });
});
