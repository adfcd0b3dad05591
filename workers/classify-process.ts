import type { ClassifyInput } from "../models/classify.js";
import { ClassificationError } from "../src/domain/errors.js";
import { createLog, describeError } from "../src/log.js";
import type { LoneAnswer } from "./classify-alone.js";
import { openClassifyThreads } from "./classify-threads.js";

// The entry of the process that openLoneClassifier starts; like a thread's entry, it is a composition root. It too
// classifies in a thread, so that it notices when its parent is gone, even while an article hangs.
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

// The parent sends nothing but a ClassifyInput.
process.on("message", async (input) => process.send?.(await answer(input as ClassifyInput)));
process.on("disconnect", () => process.exit());
// A terminal or systemd signals every process of a service. The parent waits for the article, then ends this process.
for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => {});
const ready: LoneAnswer = { is: "ready" };
process.send?.(ready);
