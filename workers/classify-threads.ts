import { availableParallelism } from "node:os";
import type { Logger } from "pino";
import { Piscina } from "piscina";
import type { ClassifyInput } from "../models/classify.js";
import { createBatcher } from "../src/batcher.js";
import { ClassificationError, TimeLimitError } from "../src/domain/errors.js";
import type { Tagging } from "../src/domain/tagging.js";
import type { ClassifyPool, ExpectedModels, Reading } from "./classify-pool.js";

/** The work handed to a thread. */
export interface ThreadTask {
  inputs: readonly ClassifyInput[];
  /** One number in shared memory, which the thread sets to 1 when it begins: this is known even if it dies. */
  inHand: Int32Array;
}

const MOST_HEAP_MB = 512;
/** Most articles handed to a thread at once: waking it for each would cost the event loop much of a classification. */
const MOST_TOGETHER = 8;
/** A thread takes a second or two of a core to start; without this it would end whenever it is idle for a moment. */
const KEEP_IDLE_MS = 60_000;

/** Opens threads that classify a few articles at a time, within a limit; a few that fail are repeated one by one. */
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
  // A thread that cannot start fails every article given to it; without a listener, its error would end the process.
  pool.on("error", (error: Error) => log.error({ error: error.message }, "a classifier thread failed"));
  // At most one batch in flight per thread, so that no article's time limit runs while it waits behind one that hangs.
  const classify = createBatcher(
    (inputs: readonly ClassifyInput[]) => runWithin(pool, inputs, longestMs),
    { most: MOST_TOGETHER, inFlight: most },
    isOfArticle,
  );
  // Runs one test per wanted thread, all at once. No limit: on a busy machine, most of it is loading the models.
  const start = async (test: (classify: ClassifyPool["classify"]) => Promise<void>, threads = 1) => {
    const wanted = Math.min(threads, most);
    const alone = async (input: ClassifyInput) => pool.run(createTask([input])).then(([tagging]) => tagging);
    await Promise.all(Array.from({ length: wanted }, () => test(alone)));
  };
  return { classify, start, close: () => pool.close() };
}

/** Blames the articles only for what goes wrong once a thread has them in hand. */
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

/** Names only the kind of error: its message may quote the article. */
function describe(error: unknown): ClassificationError {
  return new ClassificationError(
    `The classifier failed with ${error instanceof Error ? error.name : "an unknown error"}`,
  );
}
