import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { inspect } from "node:util";
import { PGlite } from "@electric-sql/pglite";
import { drizzle } from "drizzle-orm/pglite";
import { migrate } from "drizzle-orm/pglite/migrator";
import { lockDataDir } from "./data-dir-lock.js";
import { type Database, type OpenDatabase, QUEUE_SEARCH_PATH } from "./database.js";
import { measureRoom, requireRoom, watchRoom } from "./disk-room.js";
import { createPglitePool } from "./pglite-pool.js";

/**
 * Opens PGlite under a data directory, for this process alone.
 *
 * @throws Error, with the remedy, when another process has the directory open, or the disk has no room.
 */
export async function openEmbedded(dataDir: string, migrationsFolder: string): Promise<OpenDatabase> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockDataDir(dataDir, () => endWithout(dataDir));
  const client = await openPglite(dataDir);
  const endWatch = watchRoom({
    measure: () => measureRoom(dataDir),
    setReadOnly: (readOnly) => client.exec(`set default_transaction_read_only to ${readOnly}`),
    report: (line) => process.stderr.write(`${line}\n`),
  });
  const queuePool = createPglitePool(client);
  // PGlite's driver and node-postgres type query results differently; the statements and rows are the same.
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
      endWatch();
      await client.close();
      await unlock();
    },
  };
}

async function openPglite(dataDir: string): Promise<PGlite> {
  const path = join(dataDir, "postgres");
  await requireRoom(path, dataDir);
  return PGlite.create(path).catch((error: unknown) => {
    // PGlite's file system throws objects that are not Errors and hold only a number.
    const why = error instanceof Error ? error.message : inspect(error);
    throw new Error(
      `The database in ${path} cannot be opened: ${why}; check that the disk has room and that this user can write to all files there`,
    );
  });
}

/** Exits at once, since an orderly close would write to the directory. */
function endWithout(dataDir: string): never {
  process.stderr.write(
    `${dataDir} was removed or replaced while Beatline had it open. Beatline stopped to keep what is there now intact; start it again.\n`,
  );
  process.exit(1);
}
