import type { Logger } from "pino";
import type { ClassifyInput } from "../models/classify.js";
import type { Tagging } from "../src/domain/tagging.js";
import { openLoneClassifier } from "./classify-alone.js";
import { openClassifyThreads } from "./classify-threads.js";

/** Classifies articles off the event loop, so that a long one delays no webhook. */
export interface ClassifyPool {
  /**
   * Classifies in one of as many threads as there are cores.
   *
   * @throws TimeLimitError when the article takes longer than the limit; ClassificationError when its thread throws or
   *   dies; Error when no thread begins in time, or the models are missing or not the expected ones.
   */
  classify: (input: ClassifyInput) => Promise<Tagging>;
  /**
   * Classifies in a separate process, one at a time: an article that was in hand when processes died, and may be why.
   *
   * @throws ClassificationError when the article fails, takes too long or ends the process; Error when it cannot begin.
   */
  classifyAlone: (input: ClassifyInput) => Promise<Tagging>;
  /**
   * Starts threads, one by default, and runs `test` in each. The others start when there are articles for them.
   *
   * @throws what the test throws.
   */
  start: (test: (classify: ClassifyPool["classify"]) => Promise<void>, threads?: number) => Promise<void>;
  close: () => Promise<void>;
}

/** The models that this process announces. A thread that finds different ones on disk refuses to classify. */
export interface ExpectedModels {
  dir: string;
  version: string;
}

/** How articles are classified. Some tests use a thread that really crashes. */
export interface Reading {
  /** The module that a thread runs; its export `classifyArticles` takes a `ThreadTask`. */
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
