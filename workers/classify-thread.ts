import { workerData } from "node:worker_threads";
import { type ClassifyInput, classify } from "../models/classify.js";
import { loadModels } from "../models/load.js";
import type { Tagging } from "../src/domain/tagging.js";

// A thread's entry is a composition root: it wires the thread from what its pool handed over, once.
// Piscina nests its own data; the type of ours is what openClassifyPool passes.
const { modelDir } = workerData as { modelDir: string };
const models = loadModels(modelDir);

export function classifyArticles(inputs: readonly ClassifyInput[]): Tagging[] {
  return inputs.map((input) => classify(input, models));
}
