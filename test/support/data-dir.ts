import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { cp } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openEmbedded } from "../../src/storage/embedded-database.js";

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
  const folder = mkdtempSync(join(tmpdir(), "beatline-data-"));
  process.once("exit", () => rmSync(folder, { recursive: true, force: true }));
  const database = await openEmbedded(folder, "src/storage/migrations");
  await database.close();
  return folder;
}
