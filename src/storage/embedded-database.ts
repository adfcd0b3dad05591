import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { lockDataDir } from "./data-dir-lock.js";
import { type Database, type OpenDatabase, QUEUE_SEARCH_PATH } from "./database.js";
import { createPglitePool } from "./pglite-pool.js";

/** PGlite under a data directory, for this process alone. @throws Error when another process has the directory open. */
export async function openEmbedded(dataDir: string, migrationsFolder: string): Promise<OpenDatabase> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockDataDir(dataDir, () => endWithout(dataDir));
  const client = await PGlite.create(join(dataDir, "postgres"));
  const queuePool = createPglitePool(client);
  // PGlite's driver types its query result apart from node-postgres'; the statements and rows are the same.
  const db = drizzle(client) as unknown as Database;
  return {
    db,
    queuePool,
    migrate: async (migrateQueue) => {
      await migrate(drizzle(client), { migrationsFolder });
      await migrateQueue(await queuePool.connect());
      await client.exec(`set search_path to ${QUEUE_SEARCH_PATH}`);
    },
    // The directory is locked: there is no other process.
    relayAlone: (work) => work(),
    close: async () => {
      await client.close();
      await unlock();
    },
  };
}

/** At once: whatever is closed in order is written. */
function endWithout(dataDir: string): never {
  process.stderr.write(
    `${dataDir} was removed or replaced while Beatline had it open. Beatline has ended, so that what is there now stays whole; start it again.\n`,
  );
  process.exit(1);
}
