import express, { type Express } from "express";
import helmet from "helmet";
import type { Logger } from "pino";
import type { Models } from "../../models/load.js";
import type { Metrics } from "../metrics.js";
import type { TaggingQueue } from "../queue/tagging-queue.js";
import { createArticles } from "./articles.js";
import { requireKey } from "./auth.js";
import { type ClassifyParts, createClassify } from "./classify.js";
import { createHealth, type HealthParts } from "./health.js";
import { createMetricsRoute, type MetricsParts } from "./metrics.js";
import { observeRequests } from "./observation.js";
import { answerProblem, answerUnknown } from "./problem.js";
import { assignRequestId } from "./request-id.js";
import { createTags, type TagsParts } from "./tags.js";
import { createTopics } from "./topics.js";
import { createWebhooks, type WebhookParts } from "./webhooks.js";

export interface AppParts extends WebhookParts, ClassifyParts, TagsParts {
  queue: TaggingQueue;
  models: Models;
  apiKey: string;
  metrics: Metrics;
  log: Logger;
}

/** The HTTP API, v1. What comes before `requireKey` is open: health, and webhooks, which are signed. */
export function createApp(parts: AppParts): Express {
  const app = createBareApp(parts);
  app.use(createHealth({ ...parts, modelVersion: parts.models.version }), createMetricsRoute(parts));
  app.use(createWebhooks(parts));
  app.use(requireKey(parts.apiKey));
  app.use(createTags(parts), createArticles(parts), createClassify(parts), createTopics(parts));
  app.use(answerUnknown);
  app.use(answerProblem);
  return app;
}

/** What a worker, which takes no articles over HTTP, is watched by: `/livez`, `/readyz` and `/metrics`. */
export function createWorkerApp(parts: HealthParts & MetricsParts & { log: Logger }): Express {
  const app = createBareApp(parts);
  app.use(createHealth(parts), createMetricsRoute(parts), answerUnknown, answerProblem);
  return app;
}

function createBareApp(parts: { metrics: Metrics; log: Logger }): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  app.use(assignRequestId, observeRequests(parts), helmet());
  return app;
}
