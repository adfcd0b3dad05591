import { statSync } from "node:fs";
import { access, constants, mkdir } from "node:fs/promises";
import { dirname, join } from "node:path";
import { runMigrations } from "bullmq";
import type { Config } from "./config.js";
import type { QueueBackend } from "./queue/backend.js";
import type { OpenDatabase } from "./storage/database.js";
import { openEmbedded } from "./storage/embedded-database.js";
import { openServer } from "./storage/server-database.js";

/**
 * Opens the server at DATABASE_URL, else the database embedded in this process, and brings its schema and the queue's
 * up to date.
 *
 * @throws Error, with the remedy, when the data directory cannot be written to.
 */
export async function openMigrated(
  config: Pick<Config, "databaseUrl" | "dataDir">,
  packageRoot: string,
): Promise<OpenDatabase> {
  const { databaseUrl, dataDir } = config;
  const migrations = join(packageRoot, "src/storage/migrations");
  if (!databaseUrl) await requireDataDir(dataDir);
  const database = await (databaseUrl ? openServer(databaseUrl, migrations) : openEmbedded(dataDir, migrations));
  await database.migrate((client) => runMigrations(client));
  return database;
}

async function requireDataDir(dataDir: string): Promise<void> {
  try {
    await makeDirectory(dataDir);
    await access(dataDir, constants.W_OK);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    throw new Error(`DATA_DIR must be a directory that this user can write to (${why}); set it to another one`);
  }
}

/** Node's recursive mkdir never returns inside a directory that takes no new ones, such as /proc. */
async function makeDirectory(path: string): Promise<void> {
  if (isDirectory(path)) return;
  await makeDirectory(dirname(path));
  await mkdir(path, { mode: 0o700 }).catch((error: unknown) => {
    // Another starting process may have made it first.
    if (!isDirectory(path)) throw error;
  });
}

function isDirectory(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}

/** Chooses where jobs wait: in Redis when it is set, else in the database with the articles. */
export function chooseBackend(config: Config, database: OpenDatabase): QueueBackend {
  return config.redis ? { kind: "redis", redis: config.redis } : { kind: "postgres", pool: database.queuePool };
}
