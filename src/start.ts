import { access, constants, mkdir } from "node:fs/promises";
import { join } from "node:path";
import { runMigrations } from "bullmq";
import type { Config } from "./config.js";
import type { QueueBackend } from "./queue/backend.js";
import type { OpenDatabase } from "./storage/database.js";
import { openDatabase } from "./storage/open-database.js";

/**
 * Opens the database that the settings choose and brings its schema, and the queue's, up to date.
 *
 * @throws Error, with the remedy, when the data directory cannot be written to.
 */
export async function openMigrated(
  config: Pick<Config, "databaseUrl" | "dataDir">,
  packageRoot: string,
): Promise<OpenDatabase> {
  if (!config.databaseUrl) await requireDataDir(config.dataDir);
  const database = await openDatabase(config, join(packageRoot, "src/storage/migrations"));
  await database.migrate((client) => runMigrations(client));
  return database;
}

async function requireDataDir(dataDir: string): Promise<void> {
  try {
    await mkdir(dataDir, { recursive: true, mode: 0o700 });
    await access(dataDir, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`DATA_DIR must be a directory that this user can write to (${why}); set it to another one`);
  }
}

/** Where jobs wait: in Redis when there is one, else beside the articles. */
export function chooseBackend(config: Config, database: OpenDatabase): QueueBackend {
  return config.redis ? { kind: "redis", redis: config.redis } : { kind: "postgres", pool: database.queuePool };
}
