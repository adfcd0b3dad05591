import { createBatcher } from "../batcher.js";
import type { TaggingJob } from "./tagging-queue.js";

/** A burst of webhooks makes few round trips. */
const BATCHES = { most: 500, inFlight: 1, gatherMs: 10 };

/**
 * Hands revisions to the queue in batches. A batch that fails is dropped, with all that came meanwhile, and reported once;
 * the relay finds their revisions.
 *
 * @returns what takes one revision; it never waits and never throws.
 */
export function createEnqueuer(
  enqueue: (jobs: readonly TaggingJob[]) => Promise<void>,
  onError: (error: unknown) => void,
): (job: TaggingJob) => void {
  const run = async (jobs: readonly TaggingJob[]) => {
    try {
      await enqueue(jobs);
      return jobs;
    } catch (error) {
      onError(error);
      // The batcher has to know, else what waits grows for as long as the queue hangs.
      throw error;
    }
  };
  const add = createBatcher(run, BATCHES, () => false);
  return (job) => void add(job).catch(() => {});
}
