// The classifier's thread, with a fault that no real text is known to have: a headline can ask for a disaster. Plain
// JavaScript over the built service, since a thread knows no TypeScript.
import { workerData } from "node:worker_threads";
import { classify } from "../../dist/models/classify.js";
import { loadModels } from "../../dist/models/load.js";

const models = loadModels(workerData.dir);

const DISASTERS = {
  throws: () => {
    throw new Error("a broken invariant");
  },
  exits: () => process.exit(1),
  hangs: () => {
    for (;;);
  },
  fillsTheMemory: () => {
    const kept = [];
    for (;;) kept.push(Array.from({ length: 100_000 }, () => Math.random()));
  },
  killsItsProcess: () => {
    process.kill(process.pid, "SIGKILL");
    for (;;);
  },
};

export function classifyArticles({ inputs, inHand }) {
  Atomics.store(inHand, 0, 1);
  return inputs.map(classifyOne);
}

function classifyOne(input) {
  DISASTERS[input.headline]?.();
  return classify(input, models);
}
