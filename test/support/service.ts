import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "../../src/storage/embedded-database.js";
import { type Child, startChild } from "./child.js";
import type { Closing } from "./closing.js";

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

let initialized: Promise<string> | undefined;

/**
 * Copies a database without tables into an empty data directory: to initialize each of them takes PGlite seconds. One
 * that does not exist is left to the service to make, as on a fresh machine.
 */
export async function fillDataDir(dataDir: string): Promise<void> {
  if (!existsSync(dataDir) || existsSync(join(dataDir, "postgres"))) return;
  initialized ??= initializeDatabase();
  await cp(await initialized, dataDir, { recursive: true });
}

async function initializeDatabase(): Promise<string> {
  const folder = temporaryDirectory((remove) => process.once("exit", remove));
  const database = await openEmbedded(folder, "src/storage/migrations");
  await database.close();
  return folder;
}
