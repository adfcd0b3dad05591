import { DelayedError, type Job, type Queue } from "bullmq";
import type { Lane, RevisionRef } from "../domain/article.js";
import { connectQueue, type QueueBackend, type RunningWorker, startWorker } from "./backend.js";

/** What the queue holds of a revision: only ids, including that of the trace in which it was sent. */
export interface TaggingJob extends RevisionRef {
  traceId?: string | undefined;
  /** From an archive, or a retag: waits until no other job does. */
  backfill?: boolean | undefined;
  /** Set for a retag: the model that is to replace another model's tagging. */
  modelVersion?: string | undefined;
}

interface QueueState {
  /** How many jobs are in each of BullMQ's states. */
  jobs: Readonly<Record<string, number>>;
  /** When the job at the head of the line was added. Backfills do not count, since nobody waits for them. */
  oldestWaiting: Date | undefined;
}

/** The queue of revisions that need a tagging. It may be lost at any time: the relay refills it. */
export interface TaggingQueue {
  /**
   * Requests a tagging of what these articles show now. An article has one job at a time, one for its backfill and one
   * for each model that retags it; a request while it runs adds one after it. @throws Error when the backend does not
   * answer.
   */
  enqueue: (jobs: readonly TaggingJob[]) => Promise<void>;
  /** Counts unfinished jobs. @throws Error when the backend does not answer. */
  countOpen: () => Promise<number>;
  /** Counts a lane's jobs that no worker has in hand. @throws Error when the backend does not answer. */
  countWaiting: (lane: Lane) => Promise<number>;
  /** @throws Error when the backend does not answer. */
  readState: () => Promise<QueueState>;
  /** Lists what to change in the backend's settings, and why. @throws Error when the backend does not answer. */
  listFaults: () => Promise<string[]>;
  close: () => Promise<void>;
}

/** Attempts count from 1; an error in the last one is final. */
export interface Attempt {
  attempt: number;
  lastAttempt: boolean;
  /** Workers stopped more than once with this job in hand, which may be the job's doing. Once is mere chance. */
  suspect: boolean;
}

export const QUEUE_NAME = "tagging";
const ATTEMPTS = 3;
const FIRST_RETRY_MS = 500;
const JOB_OPTIONS = {
  attempts: ATTEMPTS,
  backoff: { type: "exponential", delay: FIRST_RETRY_MS },
  removeOnComplete: true,
  removeOnFail: true,
};

/** Connects on first use, so that a backend that is down when the process starts is found once it is up. */
export function openTaggingQueue(backend: QueueBackend, onError: (error: Error) => void): TaggingQueue {
  const { ask, close } = connectQueue<TaggingJob>(backend, QUEUE_NAME, onError);
  return {
    enqueue: async (jobs) => {
      await ask(({ queue }) => queue.addBulk(jobs.map(toJob)));
    },
    countOpen: () => ask(({ queue }) => queue.getJobCountByTypes("waiting", "prioritized", "active", "delayed")),
    // Delayed jobs count in both lanes: there are few.
    countWaiting: ({ backfill }) =>
      ask(({ queue }) => queue.getJobCountByTypes(backfill ? "prioritized" : "waiting", "delayed")),
    readState: () => ask(({ queue }) => readState(queue)),
    listFaults: () => ask(({ listFaults }) => listFaults()),
    close,
  };
}

async function readState(queue: Queue<TaggingJob>): Promise<QueueState> {
  const [jobs, [first]] = await Promise.all([queue.getJobCounts(), queue.getJobs(["waiting"], 0, 0, true)]);
  return { jobs, oldestWaiting: first ? new Date(first.timestamp) : undefined };
}

/**
 * Starts processing the queue, as soon as the backend is up.
 *
 * @param process tags one article; it may return a time at which it wants the job again.
 */
export function startTaggingWorker(
  backend: QueueBackend,
  concurrency: number,
  process: (job: TaggingJob, attempt: Attempt) => Promise<Date | undefined>,
  onError: (error: Error) => void,
): RunningWorker {
  const run = async (job: Job<TaggingJob>, token?: string) => {
    const attempt = job.attemptsMade + 1;
    const suspect = job.stalledCounter > 1;
    const again = await process(job.data, { attempt, lastAttempt: attempt >= ATTEMPTS, suspect });
    if (!again) return;
    await job.moveToDelayed(again.getTime(), token);
    throw new DelayedError();
  };
  return startWorker(backend, QUEUE_NAME, concurrency, run, onError);
}

/** Jobs without a priority come before all that have one. */
const BACKFILL_PRIORITY = 1;

function toJob(job: TaggingJob) {
  const { articleId, version, traceId, backfill = false, modelVersion } = job;
  const opts = { ...JOB_OPTIONS, deduplication: { id: identify(job), keepLastIfActive: true } };
  const data = { articleId, version, traceId, backfill, modelVersion };
  return { name: "tag", data, opts: backfill ? { ...opts, priority: BACKFILL_PRIORITY } : opts };
}

/**
 * Returns the id that gives each article one job at a time. A backfill has its own, so that what a CMS sends is not
 * taken for a job at the end of the line. So has a retag, which asks for more than a tagging.
 */
function identify({ articleId, backfill, modelVersion }: TaggingJob): string {
  if (modelVersion !== undefined) return `retag ${modelVersion} ${articleId}`;
  return backfill ? `backfill ${articleId}` : articleId;
}
