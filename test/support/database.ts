import { runMigrations } from "bullmq";
import type { OpenDatabase } from "../../src/storage/database.js";
import { openEmbedded } from "../../src/storage/embedded-database.js";
import type { Closing } from "./closing.js";
import { fillDataDir } from "./data-dir.js";
import { temporaryDirectory } from "./service.js";

/** Opens and migrates an embedded database of the suite's own. */
export async function openTestDatabase(closing: Closing): Promise<OpenDatabase> {
  const folder = temporaryDirectory(closing);
  await fillDataDir(folder);
  const database = await openEmbedded(folder, "src/storage/migrations");
  closing(() => database.close());
  await database.migrate((client) => runMigrations(client));
  return database;
}
