import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { text } from "node:stream/consumers";
import type { AnsweredTag } from "./deliveries.js";

/** A text about all three topics. */
export const RAID =
  "Immigration agents arrested 30 undocumented workers at a meat plant on Friday and detained them for deportation, " +
  "and the workers' union called a strike over wages and unsafe conditions.";

/** The fields that tests read from a line of `beatline classify`. */
interface Line {
  id: string;
  outcome: string;
  tags: AnsweredTag[];
  nearMisses: unknown[];
  confidences: Record<string, number>;
  text?: { body: string };
  sentiment: { targets?: { from: number; to: number; quote: string; label: string }[] };
}

/** Runs a command to its end, with only the environment that the test gives. This process stands still meanwhile. */
export function beatline(args: string[], options: { input?: string | Buffer; env?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/src/cli.js", ...args], {
    input: options.input ?? "",
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", ...options.env },
  });
  // Each test asserts on the parts of a line that it reads.
  const lines = () =>
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
  return { status, stdout, stderr, lines };
}

/** Runs beatline as in `beatline … | head` when head has seen enough. */
export async function beatlineToNobody(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["dist/src/cli.js", ...args], {
    env: { PATH: process.env.PATH ?? "", ...env },
  });
  child.stdout.destroy();
  child.stdin.end(RAID);
  const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { status, stderr };
}
