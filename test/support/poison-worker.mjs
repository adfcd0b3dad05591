// workers/main.ts, with threads that can be made to crash.
import { readModelCard } from "../../dist/models/card.js";
import { readConfig } from "../../dist/src/config.js";
import { createLog } from "../../dist/src/log.js";
import { createMetrics } from "../../dist/src/metrics.js";
import { shutDownOnSignal } from "../../dist/src/shutdown.js";
import { chooseBackend, openMigrated } from "../../dist/src/start.js";
import { openClassifyPool } from "../../dist/workers/classify-pool.js";
import { startWork } from "../../dist/workers/tagging-worker.js";

/** Long enough for a thread to start on a machine that is busy. */
const LONGEST_MS = 10_000;

const config = readConfig(process.env, process.cwd());
const log = createLog(config.logLevel);
const thread = new URL("./poison-thread.mjs", import.meta.url);
const modelVersion = readModelCard(config.modelDir).version;
const models = { dir: config.modelDir, version: modelVersion };
const pool = openClassifyPool(models, log, { thread, longestMs: LONGEST_MS });
const database = await openMigrated(config, process.cwd());
const work = startWork(
  {
    ...database,
    backend: chooseBackend(config, database),
    pool,
    metrics: createMetrics({ version: "0", modelVersion }),
    log,
  },
  { modelVersion, concurrency: config.workerConcurrency },
);
shutDownOnSignal([work.stop, pool.close, database.close], log);
log.info("the worker is ready");
