import { join } from "node:path";
import { readModelCard } from "../models/card.js";
import { selfTest } from "../models/self-test.js";
import { openClassifyPool } from "../workers/classify-pool.js";
import { startOutbound } from "../workers/outbound-worker.js";
import { startWork } from "../workers/tagging-worker.js";
import { printWelcome } from "./commands/welcome.js";
import { readConfig } from "./config.js";
import { createApp } from "./http/app.js";
import { requireFreePort, serve } from "./http/server.js";
import { createLog, createTroubleLog } from "./log.js";
import { createMetrics } from "./metrics.js";
import { findPackageRoot, readVersion } from "./package-root.js";
import { createEnqueuer } from "./queue/enqueuer.js";
import { openTaggingQueue } from "./queue/tagging-queue.js";
import { ensureSecrets } from "./secrets.js";
import { shutDownOnSignal } from "./shutdown.js";
import { chooseBackend, openMigrated } from "./start.js";

/** Runs the whole service in one process, on the database and queue that the environment selects. */
async function main(): Promise<void> {
  const packageRoot = findPackageRoot(import.meta.url);
  const config = readConfig(process.env, packageRoot);
  await requireFreePort(config.host, config.port);
  const log = createLog(config.logLevel);
  const models = readModelCard(config.modelDir);
  const pool = openClassifyPool({ dir: config.modelDir, version: models.version }, log);
  const [database] = await Promise.all([openMigrated(config, packageRoot), pool.start(selfTest)]);
  const secrets = await ensureSecrets(config);
  const backend = chooseBackend(config, database);
  const queue = openTaggingQueue(backend, createTroubleLog(log, "the queue is in trouble"));
  const enqueue = createEnqueuer(queue, createTroubleLog(log, "not enqueued; the relay will"));
  const modelVersion = models.version;
  const version = readVersion(packageRoot);
  const metrics = createMetrics({ version, modelVersion });
  const work = startWork(
    { ...database, backend, pool, metrics, log },
    { modelVersion, concurrency: config.workerConcurrency },
  );
  const outbound = startOutbound({ db: database.db, backend, metrics, log }, config.allowPrivateEndpoints);
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
  const stopWork = () => Promise.all([work.stop(), outbound.stop()]);
  shutDownOnSignal(
    [async () => stopping.abort(), server.close, stopWork, pool.close, queue.close, database.close],
    log,
  );
  printWelcome(server.url, config, secrets);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
