import { join } from "node:path";
import { readModelCard } from "../models/card.js";
import { selfTest } from "../models/self-test.js";
import { openClassifyPool } from "../workers/classify-pool.js";
import { readConfig, requireServer } from "./config.js";
import { createApp } from "./http/app.js";
import { serve } from "./http/server.js";
import { createLog, createTroubleLog } from "./log.js";
import { createMetrics } from "./metrics.js";
import { findPackageRoot, readVersion } from "./package-root.js";
import { createEnqueuer } from "./queue/enqueuer.js";
import { openTaggingQueue } from "./queue/tagging-queue.js";
import { shutDownOnSignal } from "./shutdown.js";
import { chooseBackend, openMigrated } from "./start.js";

/** Runs HTTP alone, which takes articles and answers lookups; `npm run worker` tags. */
async function main(): Promise<void> {
  const packageRoot = findPackageRoot(import.meta.url);
  const config = readConfig(process.env, packageRoot);
  const secrets = requireServer(config, "npm run api");
  const log = createLog(config.logLevel);
  const models = readModelCard(config.modelDir);
  const pool = openClassifyPool({ dir: config.modelDir, version: models.version }, log);
  const [database] = await Promise.all([openMigrated(config, packageRoot), pool.start(selfTest)]);
  const queue = openTaggingQueue(chooseBackend(config, database), createTroubleLog(log, "the queue is in trouble"));
  const enqueue = createEnqueuer(queue, createTroubleLog(log, "not enqueued; the relay will"));
  const version = readVersion(packageRoot);
  const metrics = createMetrics({ version, modelVersion: models.version });
  const stopping = new AbortController();
  const app = createApp({
    ...config,
    ...secrets,
    db: database.db,
    enqueue,
    queue,
    models,
    classify: pool.classify,
    metrics,
    deskDir: join(packageRoot, "dist/desk"),
    version,
    stopping: stopping.signal,
    log,
  });
  const server = await serve(app, config.host, config.port);
  shutDownOnSignal([async () => stopping.abort(), server.close, pool.close, queue.close, database.close], log);
  log.info({ url: server.url }, "the api is ready");
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
