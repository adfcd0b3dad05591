import { availableParallelism } from "node:os";
import type { Logger } from "pino";
import { Piscina } from "piscina";
import type { ClassifyInput } from "../models/classify.js";
import { createBatcher } from "../src/batcher.js";
import { ClassificationError, TimeLimitError } from "../src/domain/errors.js";
import type { Tagging } from "../src/domain/tagging.js";
import type { ClassifyPool, ExpectedModels, Reading } from "./classify-pool.js";

/** What a thread gets to do. */
export interface ThreadTask {
  inputs: readonly ClassifyInput[];
  /** One number in shared memory: the thread makes it 1 when it begins to read, so that this is known however it ends. */
  inHand: Int32Array;
}

const MOST_HEAP_MB = 512;
/** Articles that go to a thread together while many wait: to wake it for each costs the event loop much of a classify. */
const MOST_TOGETHER = 8;
/** A thread takes a second or two of a core to start; without this it would end with each moment of rest. */
const KEEP_IDLE_MS = 60_000;

/** Threads that classify, each a few articles at a time and no longer than a limit; those of a few that fail, one by one. */
export function openClassifyThreads(
  models: ExpectedModels,
  { thread, longestMs }: Reading,
  log: Logger,
  most = availableParallelism(),
): Pick<ClassifyPool, "classify" | "start" | "close"> {
  const pool = new Piscina({
    filename: thread.href,
    name: "classifyArticles",
    minThreads: 1,
    maxThreads: most,
    idleTimeout: KEEP_IDLE_MS,
    workerData: models,
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  // A thread that cannot even start fails every article given to it; without a listener it would end the process.
  pool.on("error", (error: Error) => log.error({ error: error.message }, "a classifier thread failed"));
  // No more in flight than there are threads, so that an article's time does not run while it waits behind one that hangs.
  const classify = createBatcher(
    (inputs: readonly ClassifyInput[]) => runWithin(pool, inputs, longestMs),
    { most: MOST_TOGETHER, inFlight: most },
    isOfArticle,
  );
  // As many at once as threads are wanted: each gets one. No limit, since on a busy machine most of it is loading the models.
  const start = async (test: (classify: ClassifyPool["classify"]) => Promise<void>, threads = 1) => {
    const wanted = Math.min(threads, most);
    const alone = async (input: ClassifyInput) => pool.run(createTask([input])).then(([tagging]) => tagging);
    await Promise.all(Array.from({ length: wanted }, () => test(alone)));
  };
  return { classify, start, close: () => pool.close() };
}

/** What goes wrong before a thread has the articles in hand is no fault of theirs. */
async function runWithin(pool: Piscina, inputs: readonly ClassifyInput[], limitMs: number): Promise<Tagging[]> {
  const signal = AbortSignal.timeout(limitMs);
  const task = createTask(inputs);
  try {
    return await pool.run(task, { signal });
  } catch (error) {
    const limit = `${limitMs / 1000} s`;
    if (Atomics.load(task.inHand, 0) === 0)
      throw signal.aborted ? new Error(`The classifier did not start within ${limit}`) : error;
    throw signal.aborted ? new TimeLimitError(`The classifier took longer than ${limit}`) : describe(error);
  }
}

function createTask(inputs: readonly ClassifyInput[]): ThreadTask {
  return { inputs, inHand: new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)) };
}

function isOfArticle(error: unknown): boolean {
  return error instanceof ClassificationError;
}

/** The kind of error only: its message may quote the article. */
function describe(error: unknown): ClassificationError {
  return new ClassificationError(
    `The classifier failed with ${error instanceof Error ? error.name : "an unknown error"}`,
  );
}
