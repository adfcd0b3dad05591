import { createBatcher } from "../batcher.js";
import type { TaggingJob } from "./tagging-queue.js";

/** A burst of webhooks makes few round trips. */
const BATCHES = { most: 500, inFlight: 1, gatherMs: 10 };

/**
 * Hands revisions to the queue in batches. A batch that fails is dropped and reported; the relay finds its revisions.
 *
 * @returns what takes one revision; it never waits and never throws.
 */
export function createEnqueuer(
  enqueue: (jobs: readonly TaggingJob[]) => Promise<void>,
  onError: (error: unknown) => void,
): (job: TaggingJob) => void {
  const add = createBatcher(async (jobs: readonly TaggingJob[]) => {
    await enqueue(jobs).catch(onError);
    return jobs;
  }, BATCHES);
  return (job) => void add(job);
}
