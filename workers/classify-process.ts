import type { ClassifyInput } from "../models/classify.js";
import { ClassificationError } from "../src/domain/errors.js";
import { createLog, describeError } from "../src/log.js";
import type { LoneAnswer } from "./classify-alone.js";
import { openClassifyThreads } from "./classify-threads.js";

// The entry of the process that openLoneClassifier starts; like a thread's entry it wires itself, once. The article is
// read in a thread here too, so that the process hears when its parent is gone, even while an article hangs.
const [dir = "", version = "", thread = "", longestMs = ""] = process.argv.slice(2);
const reading = { thread: new URL(thread), longestMs: Number(longestMs) };
const threads = openClassifyThreads({ dir, version }, reading, createLog("silent"), 1);

async function answer(input: ClassifyInput): Promise<LoneAnswer> {
  try {
    return { is: "tagging", tagging: await threads.classify(input) };
  } catch (error) {
    return { is: error instanceof ClassificationError ? "failed" : "unable", reason: describeError(error) };
  }
}

// What the parent sends is typed there.
process.on("message", async (input) => process.send?.(await answer(input as ClassifyInput)));
process.on("disconnect", () => process.exit());
// A terminal and systemd tell every process of a service to end: the parent waits for the article, then ends this one.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => {});
const ready: LoneAnswer = { is: "ready" };
process.send?.(ready);
