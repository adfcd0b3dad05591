import type { Express } from "express";
import { type Logger, pino } from "pino";
import { readModelCard } from "../../models/card.js";
import { createApp } from "../../src/http/app.js";
import type { ClassifyParts } from "../../src/http/classify.js";
import { serve } from "../../src/http/server.js";
import { createMetrics } from "../../src/metrics.js";
import { openTaggingQueue, type TaggingJob } from "../../src/queue/tagging-queue.js";
import type { OpenDatabase } from "../../src/storage/database.js";
import type { Closing } from "./closing.js";
import { API_KEY, WEBHOOK_SECRET } from "./service.js";

/** Opens the HTTP API in this process, on a free port: it stores what it is sent, and nothing is tagged. */
export async function openTestApi(
  closing: Closing,
  database: OpenDatabase,
  {
    classify = () => Promise.reject(new Error("nothing is classified here")),
    log = pino({ level: "silent" }),
  }: Partial<ClassifyParts & { log: Logger }> = {},
): Promise<{ app: Express; url: string; enqueued: TaggingJob[] }> {
  const queue = openTaggingQueue({ kind: "postgres", pool: database.queuePool }, () => {});
  const enqueued: TaggingJob[] = [];
  const models = readModelCard("models");
  const app = createApp({
    db: database.db,
    enqueue: (job) => void enqueued.push(job),
    queue,
    models,
    classify,
    apiKey: API_KEY,
    webhookSecrets: [WEBHOOK_SECRET],
    bodyLimit: 5 * 1024 * 1024,
    trustProxy: 0,
    allowPrivateEndpoints: false,
    limits: { perKey: 10_000, perSource: 10_000, failures: 100 },
    metrics: createMetrics({ version: "test", modelVersion: models.version }),
    deskDir: "dist/desk",
    version: "0.0.0-test",
    stopping: new AbortController().signal,
    log,
  });
  const server = await serve(app, "127.0.0.1", 0);
  closing(async () => {
    await server.close();
    await queue.close();
  });
  return { app, url: server.url, enqueued };
}
