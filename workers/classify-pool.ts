import type { Logger } from "pino";
import type { ClassifyInput } from "../models/classify.js";
import type { Tagging } from "../src/domain/tagging.js";
import { openLoneClassifier } from "./classify-alone.js";
import { openClassifyThreads } from "./classify-threads.js";

/** Where articles are classified beside the event loop, so that a long one delays no webhook. */
export interface ClassifyPool {
  /**
   * In one of as many threads as there are cores.
   *
   * @throws TimeLimitError when the article takes longer than the limit; ClassificationError when the thread that has it in
   *   hand throws or dies; Error when no thread can begin, since the models are not there or are others than expected.
   */
  classify: (input: ClassifyInput) => Promise<Tagging>;
  /**
   * In a process of its own, one at a time: for an article that was in hand when processes died, and may be why.
   *
   * @throws ClassificationError as above, and when the article ends its process.
   */
  classifyAlone: (input: ClassifyInput) => Promise<Tagging>;
  /**
   * Starts threads, one unless more are wanted; the others start when there are articles for them.
   *
   * @param test what each does first. @throws what the test throws.
   */
  start: (test: (classify: ClassifyPool["classify"]) => Promise<void>, threads?: number) => Promise<void>;
  close: () => Promise<void>;
}

/** The models that this process announces. A thread that finds others in their place refuses to read with them. */
export interface ExpectedModels {
  dir: string;
  version: string;
}

/** How articles are read. Tests read some with a thread that really crashes. */
export interface Reading {
  /** The module that a thread runs; it exports `classifyArticles`, for a `ThreadTask`. */
  thread: URL;
  longestMs: number;
}

const READING: Reading = { thread: new URL("./classify-thread.js", import.meta.url), longestMs: 30_000 };

/** @param models each thread loads them when it starts, which may be hours after this process did. */
export function openClassifyPool(models: ExpectedModels, log: Logger, reading: Reading = READING): ClassifyPool {
  const threads = openClassifyThreads(models, reading, log);
  const lone = openLoneClassifier(models, reading);
  return {
    classify: threads.classify,
    start: threads.start,
    classifyAlone: lone.classify,
    close: async () => {
      lone.close();
      await threads.close();
    },
  };
}
