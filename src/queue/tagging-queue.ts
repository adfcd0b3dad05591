import { DelayedError, type Job, type Queue } from "bullmq";
import type { Lane, RevisionRef } from "../domain/article.js";
import { connectQueue, type QueueBackend, type RunningWorker, startWorker } from "./backend.js";

/** What the queue holds of a revision: ids alone, and that of the trace in which it was sent. */
export interface TaggingJob extends RevisionRef {
  traceId?: string | undefined;
  /** Of an archive, or tagged once more: waits until nothing else does. */
  backfill?: boolean | undefined;
  /** Of a retag: the model that is to tag what another one has tagged. */
  modelVersion?: string | undefined;
}

interface QueueState {
  /** How many jobs are in each of BullMQ's states. */
  jobs: Readonly<Record<string, number>>;
  /** When the job that waits first in line was added; a backfill, for which nobody waits, is not in that line. */
  oldestWaiting: Date | undefined;
}

/** The queue of revisions that want a tagging. It may be lost at any time: the relay fills it again. */
export interface TaggingQueue {
  /**
   * Asks for the tagging of what these articles show now. An article has one job at a time, one for its backfill and
   * one for each model that is to tag it once more; asked for while it runs, it gets another one after it. @throws Error when the backend does not answer.
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

export const QUEUE_NAME = "tagging";
const ATTEMPTS = 3;
const FIRST_RETRY_MS = 500;
const JOB_OPTIONS = {
  attempts: ATTEMPTS,
  backoff: { type: "exponential", delay: FIRST_RETRY_MS },
  removeOnComplete: true,
  removeOnFail: true,
};

/** Connects when it is first used: a backend that is away when the process starts is found when it comes. */
export function openTaggingQueue(backend: QueueBackend, onError: (error: Error) => void): TaggingQueue {
  const { ask, close } = connectQueue<TaggingJob>(backend, QUEUE_NAME, onError);
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
    close,
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
 * One job at a time for each article, however often it is asked for. Its backfill is another: what a CMS sends must not
 * be taken for the job that waits at the end of the line. So is a retag, which asks for more than a tagging.
 */
function identify({ articleId, backfill, modelVersion }: TaggingJob): string {
  if (modelVersion !== undefined) return `retag ${modelVersion} ${articleId}`;
  return backfill ? `backfill ${articleId}` : articleId;
}
