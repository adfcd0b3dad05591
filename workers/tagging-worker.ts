import type { Logger } from "pino";
import { createBatcher } from "../src/batcher.js";
import { describeError } from "../src/log.js";
import { startRelay } from "../src/queue/relay.js";
import { openTaggingQueue, type QueueBackend, startTaggingWorker } from "../src/queue/tagging-queue.js";
import type { Database } from "../src/storage/database.js";
import { findRevisions, listPending } from "../src/storage/revisions.js";
import { saveTaggings } from "../src/storage/taggings.js";
import type { ClassifyPool } from "./classify-pool.js";
import { type TagRevisionParts, tagRevision } from "./tag-revision.js";

export interface WorkerSettings {
  modelVersion: string;
  concurrency: number;
}

/** Jobs share round trips and commits; each ends after its own commit. */
const BATCHES = { most: 100, inFlight: 2 };

/**
 * Starts what turns stored revisions into taggings: the job processor and the relay.
 *
 * @returns what stops it, once the jobs at hand are done.
 */
export function startWork(
  db: Database,
  backend: QueueBackend,
  pool: ClassifyPool,
  settings: WorkerSettings,
  log: Logger,
): { stop: () => Promise<void> } {
  const parts: TagRevisionParts = {
    findRevision: createBatcher((refs) => findRevisions(db, refs), BATCHES),
    classify: pool.classify,
    saveTagging: createBatcher((given) => saveTaggings(db, given, new Date()), BATCHES),
    modelVersion: settings.modelVersion,
  };
  const onQueueError = (error: Error) => log.warn({ error: error.message }, "the queue is in trouble");
  const worker = startTaggingWorker(backend, settings.concurrency, logged(parts, log), onQueueError);
  const queue = openTaggingQueue(backend, onQueueError);
  const relay = startRelay(
    { ...queue, listPending: (olderThan, limit) => listPending(db, olderThan, limit) },
    (enqueued, error) =>
      error
        ? log.warn({ error: describeError(error) }, "the relay will try again")
        : log.info({ enqueued }, "the relay enqueued revisions that have no tagging"),
  );
  return {
    stop: async () => {
      await relay.stop();
      await worker.close();
      await queue.close();
    },
  };
}

function logged(parts: TagRevisionParts, log: Logger) {
  return async (ref: { articleId: string; version: number }, lastAttempt: boolean): Promise<void> => {
    const started = performance.now();
    const outcome = await tagRevision(parts, ref, lastAttempt).catch((error: unknown) => {
      log.warn({ ...ref, lastAttempt, error: describeError(error) }, "not tagged");
      throw error;
    });
    log.info({ ...ref, outcome, ms: Math.round(performance.now() - started) }, outcome ? "tagged" : "nothing to tag");
  };
}
