import { createBatcher } from "../batcher.js";
import type { TaggingJob, TaggingQueue } from "./tagging-queue.js";

/** A burst of webhooks makes few round trips. */
const BATCHES = { most: 500, inFlight: 1, gatherMs: 10 };
/** Most jobs in a lane. Others wait in the database alone: a Redis with full memory hands out no jobs either. */
const LANE_HOLDS = 10_000;
const COUNT_EVERY_MS = 1_000;

/**
 * Hands revisions to the queue in batches. A batch that fails is dropped, with all jobs that came meanwhile, and
 * reported once. A job whose lane is full is dropped unreported. The relay finds their revisions.
 *
 * @returns a function that takes one revision; it never waits and never throws.
 */
export function createEnqueuer(
  { enqueue, countWaiting }: Pick<TaggingQueue, "enqueue" | "countWaiting">,
  onError: (error: unknown) => void,
): (job: TaggingJob) => void {
  const lanes = { live: createGauge(countWaiting, false), archive: createGauge(countWaiting, true) };
  // A retag has no limit: the relay would not enqueue it again.
  const hasRoom = async ({ backfill, modelVersion }: TaggingJob) =>
    modelVersion !== undefined || (await lanes[backfill ? "archive" : "live"]()) < LANE_HOLDS;
  const run = async (jobs: readonly TaggingJob[]) => {
    try {
      const roomy = await Promise.all(jobs.map(hasRoom));
      await enqueue(jobs.filter((_, index) => roomy[index]));
      return jobs;
    } catch (error) {
      onError(error);
      // The batcher must know, or waiting jobs would pile up for as long as the queue hangs.
      throw error;
    }
  };
  const add = createBatcher(run, BATCHES, () => false);
  return (job) => void add(job).catch(() => {});
}

/** Returns a function that tells how many jobs wait in a lane, counting at most once a second. */
function createGauge(countWaiting: TaggingQueue["countWaiting"], backfill: boolean): () => Promise<number> {
  let count = Promise.resolve(0);
  let countedAt = Number.NEGATIVE_INFINITY;
  return () => {
    if (performance.now() - countedAt >= COUNT_EVERY_MS) {
      countedAt = performance.now();
      count = countWaiting({ backfill });
    }
    return count;
  };
}
