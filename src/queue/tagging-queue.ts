import { setTimeout as sleep } from "node:timers/promises";
import { createPostgresBackend, type Job, type PgPool, Queue, Worker, withBackend } from "bullmq";
import { Redis } from "ioredis";
import type { RevisionRef } from "../domain/article.js";
import { keepReady, type Part } from "./keep-ready.js";

/** Where jobs wait: a Redis, or tables in the same PostgreSQL as the articles. */
export type QueueBackend = { kind: "redis"; url: string } | { kind: "postgres"; pool: PgPool };

/** The queue of revisions that want a tagging. It may be lost at any time: the relay fills it again. */
export interface TaggingQueue {
  /** Adds a job for each revision that has none waiting or active. @throws Error when the backend does not answer. */
  enqueue: (refs: readonly RevisionRef[]) => Promise<void>;
  /** Jobs that are not finished. @throws Error when the backend does not answer. */
  countOpen: () => Promise<number>;
  close: () => Promise<void>;
}

export interface TaggingWorker {
  close: () => Promise<void>;
}

const QUEUE_NAME = "tagging";
const ATTEMPTS = 3;
const FIRST_RETRY_MS = 500;
/** A worker that was killed gives its jobs to others when their locks run out and the next check finds them. */
const LOCKS = { lockDuration: 10_000, stalledInterval: 5_000 };
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
  return {
    enqueue: async (refs) => {
      await answered(connection.ready().then((queue) => queue.addBulk(refs.map(toJob))));
    },
    countOpen: () =>
      answered(
        connection.ready().then((queue) => queue.getJobCountByTypes("waiting", "prioritized", "active", "delayed")),
      ),
    close: connection.close,
  };
}

/**
 * Starts to work off the queue, as soon as the backend is there.
 *
 * @param process tags one revision; `lastAttempt` says that an error now is the last.
 */
export function startTaggingWorker(
  backend: QueueBackend,
  concurrency: number,
  process: (ref: RevisionRef, lastAttempt: boolean) => Promise<void>,
  onError: (error: Error) => void,
): TaggingWorker {
  const run = async (job: Job<RevisionRef>) => process(job.data, job.attemptsMade + 1 >= ATTEMPTS);
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

function createQueue(backend: QueueBackend, onError: (error: Error) => void): Part<Queue<RevisionRef>> {
  if (backend.kind === "postgres") {
    const { Queue: PostgresQueue } = withBackend(createPostgresBackend);
    const queue = new PostgresQueue<RevisionRef>(QUEUE_NAME, { connection: backend.pool });
    queue.on("error", onError);
    // BullMQ types the backend into the class; the methods are the same.
    return { part: queue as unknown as Queue<RevisionRef>, disconnect: () => {} };
  }
  const connection = connectRedis(backend.url, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const queue = new Queue<RevisionRef>(QUEUE_NAME, { connection });
  queue.on("error", onError);
  return { part: queue, disconnect: () => connection.disconnect() };
}

function createWorker(
  backend: QueueBackend,
  run: (job: Job<RevisionRef>) => Promise<void>,
  concurrency: number,
  onError: (error: Error) => void,
): Part<Worker<RevisionRef, void>> {
  const options = { concurrency, autorun: false, ...LOCKS };
  if (backend.kind === "postgres") {
    const { Worker: PostgresWorker } = withBackend(createPostgresBackend);
    const worker = new PostgresWorker<RevisionRef, void>(QUEUE_NAME, run, { connection: backend.pool, ...options });
    worker.on("error", onError);
    // As for the queue.
    return { part: worker as unknown as Worker<RevisionRef, void>, disconnect: () => {} };
  }
  const connection = connectRedis(backend.url, { maxRetriesPerRequest: null });
  const worker = new Worker<RevisionRef, void>(QUEUE_NAME, run, { connection, ...options });
  worker.on("error", onError);
  return { part: worker, disconnect: () => connection.disconnect() };
}

function connectRedis(url: string, options: { maxRetriesPerRequest: number | null; enableOfflineQueue?: boolean }) {
  return new Redis(url, { ...options, retryStrategy: (tries) => Math.min(tries * 100, 2000) });
}

/** One job for each revision, however often it is asked for while that job is open. */
function toJob({ articleId, version }: RevisionRef) {
  const opts = { ...JOB_OPTIONS, deduplication: { id: `${articleId}/${version}` } };
  return { name: "tag", data: { articleId, version }, opts };
}

function answered<T>(call: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`The queue did not answer within ${ANSWER_WITHIN_MS} ms`)),
      ANSWER_WITHIN_MS,
    );
  });
  return Promise.race([call, late]).finally(() => clearTimeout(timer));
}
