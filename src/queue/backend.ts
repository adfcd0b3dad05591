import { hostname } from "node:os";
import { pid } from "node:process";
import { setTimeout as sleep } from "node:timers/promises";
import { createPostgresBackend, type Job, type PgPool, Queue, Worker, withBackend } from "bullmq";
import type { RedisTarget } from "../redis-url.js";
import { answeredWithin } from "../time-limit.js";
import { keepReady, type Part } from "./keep-ready.js";
import { connectRedis, listRedisFaults } from "./redis-connection.js";

/** Where jobs wait: a Redis, or tables in the same PostgreSQL as the articles. */
export type QueueBackend = { kind: "redis"; redis: RedisTarget } | { kind: "postgres"; pool: PgPool };

/** A queue, with what its backend can be asked. */
interface QueuePart<Data> {
  queue: Queue<Data>;
  listFaults: () => Promise<string[]>;
  waitUntilReady: () => Promise<unknown>;
  close: () => Promise<void>;
}

export interface RunningWorker {
  close: () => Promise<void>;
}

/** Processes one job; `token` proves that the worker holds it. */
type RunJob<Data> = (job: Job<Data>, token?: string) => Promise<void>;

/** The braces put the keys of all queues into one hash slot, which BullMQ's scripts need on a Redis Cluster. */
const PREFIX = "{beatline}";
/**
 * A killed worker's jobs go to others once their locks expire and the next check finds them. BullMQ would fail a job
 * that stalls often, but that says nothing about the article: workers are killed for many reasons, with every job they
 * hold. So the limit is the largest that the PostgreSQL backend takes, and the processor is told of stalls instead.
 */
const LOCKS = { lockDuration: 10_000, stalledInterval: 5_000, maxStalledCount: 2 ** 31 - 1 };
const RECONNECT_MS = 1000;
/** `add` waits forever on a Redis that was never reached, whatever its own settings. */
const ANSWER_WITHIN_MS = 2000;

/**
 * Connects on first use, so that a backend that is down when the process starts is found once it is up.
 *
 * @returns `ask`, which throws when the backend does not answer within two seconds, and `close`.
 */
export function connectQueue<Data>(backend: QueueBackend, name: string, onError: (error: Error) => void) {
  const connection = keepReady(() => createQueue<Data>(backend, name, onError));
  return {
    ask: <T>(question: (part: QueuePart<Data>) => Promise<T>) =>
      answeredWithin(ANSWER_WITHIN_MS, "The queue", connection.ready().then(question)),
    close: connection.close,
  };
}

/** Starts processing a queue, as soon as the backend is up. */
export function startWorker<Data>(
  backend: QueueBackend,
  name: string,
  concurrency: number,
  run: RunJob<Data>,
  onError: (error: Error) => void,
): RunningWorker {
  const connection = keepReady(() => createWorker(backend, name, concurrency, run, onError));
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

function createQueue<Data>(
  backend: QueueBackend,
  name: string,
  onError: (error: Error) => void,
): Part<QueuePart<Data>> {
  if (backend.kind === "postgres") {
    const { Queue: PostgresQueue } = withBackend(createPostgresBackend);
    const postgresQueue = new PostgresQueue<Data>(name, { connection: backend.pool });
    // BullMQ makes the backend part of the type; the methods are the same.
    const queue = postgresQueue as unknown as Queue<Data>;
    return { part: createPart(queue, async () => [], onError), disconnect: () => {} };
  }
  const connection = connectRedis(backend.redis, { enableOfflineQueue: false, maxRetriesPerRequest: 1 });
  const queue = new Queue<Data>(name, { connection, prefix: PREFIX });
  return {
    part: createPart(queue, () => listRedisFaults(connection), onError),
    disconnect: () => connection.disconnect(),
  };
}

function createPart<Data>(
  queue: Queue<Data>,
  listFaults: () => Promise<string[]>,
  onError: (error: Error) => void,
): QueuePart<Data> {
  queue.on("error", onError);
  return { queue, listFaults, waitUntilReady: () => queue.waitUntilReady(), close: () => queue.close() };
}

function createWorker<Data>(
  backend: QueueBackend,
  name: string,
  concurrency: number,
  run: RunJob<Data>,
  onError: (error: Error) => void,
): Part<Worker<Data, void>> {
  const options = { concurrency, autorun: false, name: `${hostname()}:${pid}`, ...LOCKS };
  if (backend.kind === "postgres") {
    const { Worker: PostgresWorker } = withBackend(createPostgresBackend);
    const worker = new PostgresWorker<Data, void>(name, run, { connection: backend.pool, ...options });
    worker.on("error", onError);
    // As for the queue.
    return { part: worker as unknown as Worker<Data, void>, disconnect: () => {} };
  }
  const connection = connectRedis(backend.redis, { enableOfflineQueue: true, maxRetriesPerRequest: null });
  const worker = new Worker<Data, void>(name, run, { connection, prefix: PREFIX, ...options });
  worker.on("error", onError);
  return { part: worker, disconnect: () => connection.disconnect() };
}
