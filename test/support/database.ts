import { runMigrations } from "bullmq";
import type { OpenDatabase } from "../../src/storage/database.js";
import { openEmbedded } from "../../src/storage/embedded-database.js";
import { temporaryDirectory } from "./service.js";

/** An embedded database of the suite's own, migrated, and closed after it. */
export async function openTestDatabase(): Promise<OpenDatabase> {
  const database = await openEmbedded(temporaryDirectory(), "src/storage/migrations");
  await database.migrate((client) => runMigrations(client));
  after(() => database.close());
  return database;
}
