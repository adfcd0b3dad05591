import { loadModels, selfTest } from "../models/load.js";
import { readConfig, requireServer } from "../src/config.js";
import { createLog } from "../src/log.js";
import { findPackageRoot } from "../src/package-root.js";
import { shutDownOnSignal } from "../src/shutdown.js";
import { chooseBackend, openMigrated } from "../src/start.js";
import { openClassifyPool } from "./classify-pool.js";
import { startWork } from "./tagging-worker.js";

/** Tags what the api has stored; as many of these as there is work for. */
async function main(): Promise<void> {
  const packageRoot = findPackageRoot(import.meta.url);
  const config = readConfig(process.env, packageRoot);
  requireServer(config, "npm run worker");
  const log = createLog(config.logLevel);
  const models = loadModels(config.modelDir);
  selfTest(models);
  const pool = openClassifyPool(config.modelDir, log);
  const database = await openMigrated(config, packageRoot);
  const work = startWork(
    database.db,
    chooseBackend(config, database),
    pool,
    { modelVersion: models.version, concurrency: config.workerConcurrency },
    log,
  );
  shutDownOnSignal([work.stop, pool.close, database.close], log);
  log.info({ modelVersion: models.version, concurrency: config.workerConcurrency }, "the worker is ready");
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
