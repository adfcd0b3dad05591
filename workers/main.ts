import { readModelCard } from "../models/card.js";
import { selfTest } from "../models/self-test.js";
import { readConfig, requireServer } from "../src/config.js";
import { createWorkerApp } from "../src/http/app.js";
import { serve } from "../src/http/server.js";
import { createLog, createTroubleLog } from "../src/log.js";
import { createMetrics } from "../src/metrics.js";
import { findPackageRoot, readVersion } from "../src/package-root.js";
import { openTaggingQueue } from "../src/queue/tagging-queue.js";
import { shutDownOnSignal } from "../src/shutdown.js";
import { chooseBackend, openMigrated } from "../src/start.js";
import { openClassifyPool } from "./classify-pool.js";
import { startOutbound } from "./outbound-worker.js";
import { startWork } from "./tagging-worker.js";

/** Tags what the api has stored. Run as many of these processes as there is work for. */
async function main(): Promise<void> {
  const packageRoot = findPackageRoot(import.meta.url);
  const config = readConfig(process.env, packageRoot);
  requireServer(config, "npm run worker");
  const log = createLog(config.logLevel);
  const models = readModelCard(config.modelDir);
  const pool = openClassifyPool({ dir: config.modelDir, version: models.version }, log);
  const [database] = await Promise.all([
    openMigrated(config, packageRoot),
    pool.start(selfTest, Number.POSITIVE_INFINITY),
  ]);
  const backend = chooseBackend(config, database);
  const modelVersion = models.version;
  const metrics = createMetrics({ version: readVersion(packageRoot), modelVersion });
  const work = startWork(
    { ...database, backend, pool, metrics, log },
    { modelVersion, concurrency: config.workerConcurrency },
  );
  const outbound = startOutbound({ db: database.db, backend, metrics, log }, config.allowPrivateEndpoints);
  const queue = openTaggingQueue(backend, createTroubleLog(log, "the queue is in trouble"));
  const app = createWorkerApp({ db: database.db, queue, modelVersion, metrics, log });
  const server =
    config.metricsPort === undefined ? undefined : await serve(app, config.host, config.metricsPort, "METRICS_PORT");
  const stopWork = () => Promise.all([work.stop(), outbound.stop()]);
  shutDownOnSignal([stopWork, async () => server?.close(), queue.close, pool.close, database.close], log);
  log.info({ modelVersion: models.version, concurrency: config.workerConcurrency }, "the worker is ready");
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
