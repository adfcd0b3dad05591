import { availableParallelism } from "node:os";
import type { Logger } from "pino";
import { Piscina } from "piscina";
import type { ClassifyInput } from "../models/classify.js";
import { createBatcher } from "../src/batcher.js";
import { ClassificationError } from "../src/domain/errors.js";
import type { Tagging } from "../src/domain/tagging.js";

/** Threads that classify beside the event loop, so that a long article delays no webhook. */
export interface ClassifyPool {
  /** @throws ClassificationError when the article takes longer than the limit, or its thread throws or dies. */
  classify: (input: ClassifyInput) => Promise<Tagging>;
  close: () => Promise<void>;
}

const LONGEST_MS = 30_000;
const MOST_HEAP_MB = 512;

/** @param modelDir each thread loads the models from here when it starts. */
export function openClassifyPool(modelDir: string, log: Logger): ClassifyPool {
  const threads = availableParallelism();
  const pool = new Piscina({
    filename: new URL("./classify-thread.js", import.meta.url).href,
    name: "classifyArticle",
    minThreads: 1,
    maxThreads: threads,
    workerData: { modelDir },
    resourceLimits: { maxOldGenerationSizeMb: MOST_HEAP_MB },
  });
  // A thread that cannot even start fails every article given to it; without a listener it would end the process.
  pool.on("error", (error: Error) => log.error({ error: error.message }, "a classifier thread failed"));
  // As many at once as there are threads: the time limit must not run while an article waits behind slow ones.
  const runOne = createBatcher(
    async ([input]: readonly ClassifyInput[]) => (input ? [await runWithin(pool, input, LONGEST_MS)] : []),
    { most: 1, inFlight: threads },
  );
  return {
    classify: runOne,
    close: () => pool.close(),
  };
}

async function runWithin(pool: Piscina, input: ClassifyInput, limitMs: number): Promise<Tagging> {
  const signal = AbortSignal.timeout(limitMs);
  try {
    return await pool.run(input, { signal });
  } catch (error) {
    const reason = signal.aborted ? `took longer than ${limitMs / 1000} s` : describe(error);
    throw new ClassificationError(`The classifier ${reason}`);
  }
}

/** The kind of error only: its message may quote the article. */
function describe(error: unknown): string {
  return `failed with ${error instanceof Error ? error.name : "an unknown error"}`;
}
