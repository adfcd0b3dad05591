import { join } from "node:path";
import { runMigrations } from "bullmq";
import type { Config } from "./config.js";
import type { QueueBackend } from "./queue/backend.js";
import { type OpenDatabase, openDatabase } from "./storage/database.js";

/** Opens the database that the settings choose and brings its schema, and the queue's, up to date. */
export async function openMigrated(
  config: Pick<Config, "databaseUrl" | "dataDir">,
  packageRoot: string,
): Promise<OpenDatabase> {
  const database = await openDatabase(config, join(packageRoot, "src/storage/migrations"));
  await database.migrate((client) => runMigrations(client));
  return database;
}

/** Where jobs wait: in Redis when there is one, else beside the articles. */
export function chooseBackend(config: Config, database: OpenDatabase): QueueBackend {
  return config.redis ? { kind: "redis", redis: config.redis } : { kind: "postgres", pool: database.queuePool };
}
