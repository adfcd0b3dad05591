import { hostname } from "node:os";
import { pid } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { createPostgresBackend, DelayedError, type Job, type PgPool, Queue, Worker, withBackend } from "bullmq";
import type { Lane, RevisionRef } from "../domain/article.js";
import type { RedisTarget } from "../redis-url.js";
import { answeredWithin } from "../time-limit.js";
import { keepReady, type Part } from "./keep-ready.js";
import { connectRedis, listRedisFaults } from "./redis-connection.js";

/** Where jobs wait: a Redis, or tables in the same PostgreSQL as the articles. */
export type QueueBackend = { kind: "redis"; redis: RedisTarget } | { kind: "postgres"; pool: PgPool };

/** What the queue holds of a revision: ids alone, and that of the trace in which it was sent. */
export interface TaggingJob extends RevisionRef {
  traceId?: string | undefined;
  /** Of an archive, or tagged once more: waits until nothing else does. */
  backfill?: boolean | undefined;
}

export interface QueueState {
  /** How many jobs are in each of BullMQ's states. */
  jobs: Readonly<Record<string, number>>;
  /** When the job that waits first in line was added; a backfill, for which nobody waits, is not in that line. */
  oldestWaiting: Date | undefined;
}

/** The queue of revisions that want a tagging. It may be lost at any time: the relay fills it again. */
export interface TaggingQueue {
  /**
   * Asks for the tagging of what these articles show now. An article has one job at a time, and one for its backfill;
   * asked for while it runs, it gets another one after it. @throws Error when the backend does not answer.
   */
  enqueue: (jobs: readonly TaggingJob[]) => Promise<void>;
  /** Jobs that are not finished. @throws Error when the backend does not answer. */
  countOpen: () => Promise<number>;
  /** Jobs of one lane that no worker has in hand. @throws Error when the backend does not answer. */
  countWaiting: (lane: Lane) => Promise<number>;
  /** @throws Error when the backend does not answer. */
  readState: () => Promise<QueueState>;
  /** What is wrong with a backend's settings, in words that say what to do. @throws Error when it does not answer. */
  listFaults: () => Promise<string[]>;
  close: () => Promise<void>;
}

/** Attempts count from 1; an error in the last one is final. */
export interface Attempt {
  attempt: number;
  lastAttempt: boolean;
  /** More than one worker has stopped with this job in hand, which may be the job's doing. Once is mere chance. */
  suspect: boolean;
}

export interface TaggingWorker {
  close: () => Promise<void>;
}

export const QUEUE_NAME = "tagging";
/** The braces put all keys of the queue into one slot, without which its scripts do not run on a Cluster. */
const PREFIX = "{beatline}";
const ATTEMPTS = 3;
const FIRST_RETRY_MS = 500;
/**
 * A worker that was killed gives its jobs to others when their locks run out and the next check finds them. BullMQ would
 * fail a job that this has happened to often, but it says nothing about the article: workers are killed for many
 * reasons, with all that they have in hand. Who processes the job is told, and finds out. The number is the largest
 * that the PostgreSQL backend takes.
 */
const LOCKS = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 2 ** 31 - 1 };
const RECONNECT_MS = 1000;
/** `add` waits for ever on a Redis that was never reached, whatever its own settings. */
const ANSWER_WITHIN_MS = 2000;

const JOB_OPTIONS = {
  attempts: ATTEMPTS,
  backoff: { type: "exponential", delay: FIRST_RETRY_MS },
  removeOnComplete: true,
  removeOnFail: true,
};

/** Connects when it is first used: a backend that is away when the process starts is found when it comes. */
export function openTaggingQueue(backend: QueueBackend, onError: (error: Error) => void): TaggingQueue {
  const connection = keepReady(() => createQueue(backend, onError));
  const ask = <T>(question: (part: QueuePart) => Promise<T>) =>
    answeredWithin(ANSWER_WITHIN_MS, "The queue", connection.ready().then(question));
  return {
    enqueue: async (jobs) => {
      await ask(({ queue }) => queue.addBulk(jobs.map(toJob)));
    },
    countOpen: () => ask(({ queue }) => queue.getJobCountByTypes("waiting", "prioritized", "active", "delayed")),
    // A job that is to be tried again counts for either: there are few.
    countWaiting: ({ backfill }) =>
      ask(({ queue }) => queue.getJobCountByTypes(backfill ? "prioritized" : "waiting", "delayed")),
    readState: () => ask(({ queue }) => readState(queue)),
    listFaults: () => ask(({ listFaults }) => listFaults()),
    close: connection.close,
  };
}

async function readState(queue: Queue<TaggingJob>): Promise<QueueState> {
  const [jobs, [first]] = await Promise.all([queue.getJobCounts(), queue.getJobs(["waiting"], 0, 0, true)]);
  return { jobs, oldestWaiting: first ? new Date(first.timestamp) : undefined };
}

/**
 * Starts to work off the queue, as soon as the backend is there.
 *
 * @param process tags one article; it may give a time at which it wants to see the job again.
 */
export function startTaggingWorker(
  backend: QueueBackend,
  concurrency: number,
  process: (job: TaggingJob, attempt: Attempt) => Promise<Date | undefined>,
  onError: (error: Error) => void,
): TaggingWorker {
  const run = async (job: Job<TaggingJob>, token?: string) => {
    const attempt = job.attemptsMade + 1;
    const suspect = job.stalledCounter > 1;
    const again = await process(job.data, { attempt, lastAttempt: attempt >= ATTEMPTS, suspect });
    if (!again) return;
    await job.moveToDelayed(again.getTime(), token);
    throw new DelayedError();
  };
  const connection = keepReady(() => createWorker(backend, run, concurrency, onError));
  let closed = false;
  const start = async (): Promise<void> => {
    while (!closed) {
      const worker = await connection.ready().catch(() => undefined);
      if (worker) return void worker.run().catch(onError);
      await sleep(RECONNECT_MS);
    }
  };
  void start();
  return {
    close: async () => {
      closed = true;
      await connection.close();
    },
  };
}

/** A queue, and what can be asked of the backend below it. */
interface QueuePart {
  queue: Queue<TaggingJob>;
  listFaults: () => Promise<string[]>;
  waitUntilReady: () => Promise<unknown>;
  close: () => Promise<void>;
}

function createQueue(backend: QueueBackend, onError: (error: Error) => void): Part<QueuePart> {
  if (backend.kind === "postgres") {
    const { Queue: PostgresQueue } = withBackend(createPostgresBackend);
    const postgresQueue = new PostgresQueue<TaggingJob>(QUEUE_NAME, { connection: backend.pool });
    // BullMQ types the backend into the class; the methods are the same.
    const queue = postgresQueue as unknown as Queue<TaggingJob>;
    return { part: createPart(queue, async () => [], onError), disconnect: () => {} };
  }
  const connection = connectRedis(backend.redis, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const queue = new Queue<TaggingJob>(QUEUE_NAME, { connection, prefix: PREFIX });
  return {
    part: createPart(queue, () => listRedisFaults(connection), onError),
    disconnect: () => connection.disconnect(),
  };
}

function createPart(
  queue: Queue<TaggingJob>,
  listFaults: () => Promise<string[]>,
  onError: (error: Error) => void,
): QueuePart {
  queue.on("error", onError);
  return { queue, listFaults, waitUntilReady: () => queue.waitUntilReady(), close: () => queue.close() };
}

function createWorker(
  backend: QueueBackend,
  run: (job: Job<TaggingJob>, token?: string) => Promise<void>,
  concurrency: number,
  onError: (error: Error) => void,
): Part<Worker<TaggingJob, void>> {
  const options = { concurrency, autorun: false, name: `${hostname()}:${pid}`, ...LOCKS };
  if (backend.kind === "postgres") {
    const { Worker: PostgresWorker } = withBackend(createPostgresBackend);
    const worker = new PostgresWorker<TaggingJob, void>(QUEUE_NAME, run, { connection: backend.pool, ...options });
    worker.on("error", onError);
    // As for the queue.
    return { part: worker as unknown as Worker<TaggingJob, void>, disconnect: () => {} };
  }
  const connection = connectRedis(backend.redis, { enableOfflineQueue: true, maxRetriesPerRequest: null });
  const worker = new Worker<TaggingJob, void>(QUEUE_NAME, run, { connection, prefix: PREFIX, ...options });
  worker.on("error", onError);
  return { part: worker, disconnect: () => connection.disconnect() };
}

/** Jobs without a priority come before all that have one. */
const BACKFILL_PRIORITY = 1;

/**
 * One job at a time for each article, however often it is asked for. Its backfill is another: what a CMS sends must not
 * be taken for the job that waits at the end of the line.
 */
function toJob({ articleId, version, traceId, backfill = false }: TaggingJob) {
  const id = backfill ? `backfill ${articleId}` : articleId;
  const opts = { ...JOB_OPTIONS, deduplication: { id, keepLastIfActive: true } };
  const data = { articleId, version, traceId, backfill };
  return { name: "tag", data, opts: backfill ? { ...opts, priority: BACKFILL_PRIORITY } : opts };
}
