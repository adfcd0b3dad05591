import { type ChildProcess, fork } from "node:child_process";
import { fileURLToPath } from "node:url";
import type { ClassifyInput } from "../models/classify.js";
import { createBatcher } from "../src/batcher.js";
import { ClassificationError } from "../src/domain/errors.js";
import type { Tagging } from "../src/domain/tagging.js";
import type { ExpectedModels, Reading } from "./classify-pool.js";

/** A message from the process: `ready` once, then one answer per article; `unable` when it could not begin on it. */
export type LoneAnswer =
  | { is: "ready" }
  | { is: "tagging"; tagging: Tagging }
  | { is: "failed" | "unable"; reason: string };

interface LoneClassifier {
  /** @throws ClassificationError when the article ends the process or fails; Error when the process cannot begin. */
  classify: (input: ClassifyInput) => Promise<Tagging>;
  close: () => void;
}

const ENTRY = new URL("./classify-process.js", import.meta.url);
/** The process takes a second to start, and holds memory while idle. */
const KEEP_IDLE_MS = 10_000;

/** Classifies one article at a time in a separate process, so that a crash can be traced to its article. */
export function openLoneClassifier(models: ExpectedModels, reading: Reading): LoneClassifier {
  let child: ChildProcess | undefined;
  let idle: NodeJS.Timeout | undefined;
  const close = () => {
    clearTimeout(idle);
    child?.kill("SIGKILL");
    child = undefined;
  };
  const classify = async (input: ClassifyInput): Promise<Tagging> => {
    clearTimeout(idle);
    child = child?.connected ? child : await startProcess(models, reading);
    const answer = await ask(child, (process) => process.send(input));
    idle = setTimeout(close, KEEP_IDLE_MS);
    if (answer?.is === "tagging") return answer.tagging;
    if (answer?.is === "unable") throw new Error(answer.reason);
    throw new ClassificationError(answer?.is === "failed" ? answer.reason : "The classifier ended its process");
  };
  const inTurn = createBatcher((inputs: readonly ClassifyInput[]) => Promise.all(inputs.map(classify)), {
    most: 1,
    inFlight: 1,
  });
  return { classify: inTurn, close };
}

/** @throws Error when the process ends before it is ready, which is no article's fault. */
async function startProcess({ dir, version }: ExpectedModels, { thread, longestMs }: Reading): Promise<ChildProcess> {
  // Output is discarded, since a crash may print the article. The process needs no environment settings either.
  const child = fork(fileURLToPath(ENTRY), [dir, version, thread.href, String(longestMs)], {
    env: {},
    stdio: ["ignore", "ignore", "ignore", "ipc"],
    serialization: "advanced",
  });
  if (await ask(child, () => {})) return child;
  throw new Error("The process that classifies suspects did not start");
}

/** @returns the next message, or undefined when the process ends first. */
function ask(child: ChildProcess, say: (child: ChildProcess) => void): Promise<LoneAnswer | undefined> {
  return new Promise((resolve) => {
    const settle = (answer?: LoneAnswer) => {
      child.off("message", onMessage);
      child.off("exit", onExit);
      child.off("error", onExit);
      resolve(answer);
    };
    // Our own entry sends nothing else.
    const onMessage = (message: unknown) => settle(message as LoneAnswer);
    const onExit = () => settle();
    child.on("message", onMessage);
    child.on("exit", onExit);
    child.on("error", onExit);
    say(child);
  });
}
