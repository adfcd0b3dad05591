import type { Logger } from "pino";
import { describeError } from "../src/log.js";
import { startRelay } from "../src/queue/relay.js";
import { openTaggingQueue, type QueueBackend, startTaggingWorker } from "../src/queue/tagging-queue.js";
import type { Database } from "../src/storage/database.js";
import { listPending, loadRevision } from "../src/storage/revisions.js";
import { saveTagging } from "../src/storage/taggings.js";
import { openClassifyPool } from "./classify-pool.js";
import { type TagRevisionParts, tagRevision } from "./tag-revision.js";

export interface WorkerSettings {
  modelDir: string;
  modelVersion: string;
  concurrency: number;
}

/**
 * Starts what turns stored revisions into taggings: the job processor, its threads and the relay.
 *
 * @returns what stops it, once the jobs at hand are done.
 */
export function startWork(
  db: Database,
  backend: QueueBackend,
  settings: WorkerSettings,
  log: Logger,
): { stop: () => Promise<void> } {
  const pool = openClassifyPool(settings.modelDir, (error) => log.error({ error: error.message }, "a thread failed"));
  const parts: TagRevisionParts = {
    loadRevision: (ref) => loadRevision(db, ref),
    classify: pool.classify,
    saveTagging: (ref, tagging, replaces) => saveTagging(db, ref, tagging, replaces, new Date()),
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
      await pool.close();
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
