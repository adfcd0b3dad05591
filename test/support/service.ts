import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, startChild } from "./child.js";
import type { Closing } from "./closing.js";
import { fillDataDir } from "./data-dir.js";

export const API_KEY = "key_for-the-tests-only";
export const WEBHOOK_SECRET = `whsec_${Buffer.from("a secret for the tests alone, 32").toString("base64")}`;

export interface Service {
  url: string;
  child: Child;
}

/** Runs a built entry as a process of its own, with only the environment that the test gives. */
export function startEntry(entry: string, environment: Record<string, string>, args: string[] = []): Child {
  return startChild(process.execPath, [join("dist", entry), ...args], {
    env: { PATH: process.env.PATH ?? "", HOME: process.env.HOME ?? "", ...environment },
  });
}

/** Starts the whole service in one process, on a free port. An embedded database begins as `fillDataDir` leaves it. */
export async function startService(environment: Record<string, string>): Promise<Service> {
  const { DATA_DIR } = environment;
  if (DATA_DIR) await fillDataDir(DATA_DIR);
  const child = startEntry("src/main.js", { PORT: "0", API_KEY, WEBHOOK_SECRET, ...environment });
  const [, url = ""] = await child.waitFor(/Beatline is ready at (\S+)/);
  return { url, child };
}

/** Makes a directory that `closing` removes: by default after the suite in whose body it is made, or all tests. */
export function temporaryDirectory(closing: Closing = after): string {
  const folder = mkdtempSync(join(tmpdir(), "beatline-test-"));
  closing(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
