import type { Logger } from "pino";
import type { Tagging } from "../src/domain/tagging.js";
import { createTroubleLog, describeError } from "../src/log.js";
import type { Metrics } from "../src/metrics.js";
import type { QueueBackend } from "../src/queue/backend.js";
import { startRelay } from "../src/queue/relay.js";
import { type Attempt, openTaggingQueue, startTaggingWorker, type TaggingJob } from "../src/queue/tagging-queue.js";
import { batchStatements, type OpenDatabase } from "../src/storage/database.js";
import { listPending, prepareFindRevisions, type StoredRevision } from "../src/storage/revisions.js";
import { type NewTagging, saveTaggings } from "../src/storage/taggings.js";
import { traceIdFrom } from "../src/trace-id.js";
import type { ClassifyPool } from "./classify-pool.js";
import { type TagRevisionParts, tagRevision, type Work } from "./tag-revision.js";

interface WorkParts extends Pick<OpenDatabase, "db" | "relayAlone"> {
  backend: QueueBackend;
  pool: Pick<ClassifyPool, "classify" | "classifyAlone">;
  metrics: Metrics;
  log: Logger;
}

interface WorkerSettings {
  modelVersion: string;
  concurrency: number;
}

/** Jobs share round trips and commits; each ends after its own commit. A round trip costs the event loop more than a row. */
const BATCHES = { most: 100, inFlight: 1, gatherMs: 20 };

/**
 * Starts the job processor and the relay, which turn stored revisions into taggings.
 *
 * @returns `stop`, which resolves once the jobs in hand are done.
 */
export function startWork(parts: WorkParts, { modelVersion, concurrency }: WorkerSettings) {
  const { db, relayAlone, backend, pool, metrics, log } = parts;
  const findRevision = batchStatements(prepareFindRevisions(db), BATCHES);
  const saveTagging = batchStatements((given: readonly NewTagging[]) => saveTaggings(db, given, new Date()), BATCHES);
  const tagging: TagRevisionParts = {
    findRevision: timed(metrics, "load", findRevision),
    classify: timed(metrics, "classify", pool.classify),
    classifyAlone: timed(metrics, "classify", pool.classifyAlone),
    saveTagging: timed(metrics, "save", saveTagging),
    modelVersion,
  };
  const onQueueError = createTroubleLog(log, "the queue is in trouble");
  const worker = startTaggingWorker(backend, concurrency, reported(tagging, parts), onQueueError);
  const queue = openTaggingQueue(backend, onQueueError);
  const relay = startRelay(
    { ...queue, relayAlone, listPending: (...asked) => listPending(db, ...asked) },
    (enqueued, error) => reportRelay(parts, enqueued, error),
  );
  return {
    stop: async () => {
      await relay.stop();
      await worker.close();
      await queue.close();
    },
  };
}

function reportRelay({ metrics, log }: WorkParts, enqueued: number, error: unknown): void {
  metrics.relayed.inc(enqueued);
  if (error) log.warn({ error: describeError(error) }, "the relay will try again");
  else log.info({ enqueued }, "the relay enqueued revisions that have no tagging");
}

function timed<Given, Result>(
  { stages }: Metrics,
  stage: string,
  work: (given: Given) => Promise<Result>,
): (given: Given) => Promise<Result> {
  const histogram = stages.labels(stage);
  return (given) => {
    const started = performance.now();
    // Failures count too: reaching the time limit is the longest that a stage can take.
    return work(given).finally(() => histogram.observe((performance.now() - started) / 1000));
  };
}

/** Logs one line and counts once for each attempt of a job. */
function reported(tagging: TagRevisionParts, { metrics, log }: WorkParts) {
  return async (
    { articleId, version, traceId = traceIdFrom(undefined), backfill = false, modelVersion }: TaggingJob,
    tried: Attempt,
  ): Promise<Date | undefined> => {
    const started = performance.now();
    const job = { traceId, articleId, version };
    const work = await tagRevision(tagging, { articleId, modelVersion }, tried).catch((error: unknown) => {
      metrics.jobs.inc({ result: "error" });
      log.warn({ ...job, ...tried, error: describeError(error) }, "not tagged");
      throw error;
    });
    const done = work.did === "tagged" ? { version: work.revision.version, outcome: work.tagging.outcome } : {};
    metrics.jobs.inc({ result: done.outcome ?? "nothing" });
    if (work.did === "tagged") countTagged(metrics, work, backfill);
    log.info({ ...job, attempt: tried.attempt, ...done, ms: Math.round(performance.now() - started) }, SAID[work.did]);
    return work.did === "postponed" ? work.until : undefined;
  };
}

const SAID: Readonly<Record<Work["did"], string>> = {
  tagged: "tagged",
  nothing: "nothing to tag",
  postponed: "tagged a moment ago; waits for more saves",
};

function countTagged(
  metrics: Metrics,
  { tagging, revision }: { tagging: Tagging; revision: StoredRevision },
  backfill: boolean,
): void {
  if (tagging.outcome === "failed") metrics.deadLetters.inc();
  if ("tags" in tagging) for (const { topic, decision } of tagging.tags) metrics.tags.inc({ topic, decision });
  // The wait of a backfill or a retag says nothing about the service.
  if (backfill || revision.tagged.version === revision.version) return;
  metrics.endToEnd.observe(Math.max(0, (Date.now() - revision.receivedAt.getTime()) / 1000));
}
