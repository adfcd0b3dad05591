import type { OpenDatabase } from "./database.js";
import { openEmbedded } from "./embedded-database.js";
import { openServer } from "./server-database.js";

/** Opens the server that a URL names; without one, the database embedded in this process. */
export async function openDatabase(
  config: { databaseUrl: string | undefined; dataDir: string },
  migrationsFolder: string,
): Promise<OpenDatabase> {
  return config.databaseUrl
    ? openServer(config.databaseUrl, migrationsFolder)
    : openEmbedded(config.dataDir, migrationsFolder);
}
