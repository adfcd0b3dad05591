import { workerData } from "node:worker_threads";
import { classify } from "../models/classify.js";
import { loadModels, type Models } from "../models/load.js";
import type { Tagging } from "../src/domain/tagging.js";
import type { ExpectedModels } from "./classify-pool.js";
import type { ThreadTask } from "./classify-threads.js";

// A thread's entry is a composition root: it wires the thread once, from what openClassifyThreads passes.
const { dir, version } = workerData as ExpectedModels;
let models = loadIfThere();

/** @throws Error, before it takes the articles in hand, when the models are not those expected. */
export function classifyArticles({ inputs, inHand }: ThreadTask): Tagging[] {
  models ??= loadExpected();
  const loaded = models;
  Atomics.store(inHand, 0, 1);
  return inputs.map((input) => classify(input, loaded));
}

/**
 * Loads the models at the start, so that no article waits for them. A failure is reported to the first article instead,
 * which a thread that ends at its start cannot do.
 */
function loadIfThere(): Models | undefined {
  try {
    return loadExpected();
  } catch {
    return undefined;
  }
}

function loadExpected(): Models {
  const loaded = loadModels(dir);
  if (loaded.version === version) return loaded;
  throw new Error(`The models in ${dir} are now ${loaded.version}, but this process runs ${version}: restart it`);
}
