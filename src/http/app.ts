import express, { type Express } from "express";
import helmet from "helmet";
import type { Models } from "../../models/load.js";
import type { TaggingQueue } from "../queue/tagging-queue.js";
import { createArticles } from "./articles.js";
import { requireKey } from "./auth.js";
import { type ClassifyParts, createClassify } from "./classify.js";
import { createHealth } from "./health.js";
import { answerUnknown, createErrorHandler } from "./problem.js";
import { assignRequestId } from "./request-id.js";
import { createTags } from "./tags.js";
import { createTopics } from "./topics.js";
import { createWebhooks, type WebhookParts } from "./webhooks.js";

export interface AppParts extends WebhookParts, ClassifyParts {
  queue: TaggingQueue;
  models: Models;
  apiKey: string;
}

/** The HTTP API, v1. What comes before `requireKey` is open: health, and webhooks, which are signed. */
export function createApp(parts: AppParts): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  app.use(assignRequestId, helmet());
  app.use(createHealth({ ...parts, modelVersion: parts.models.version }));
  app.use(createWebhooks(parts));
  app.use(requireKey(parts.apiKey));
  app.use(createTags(parts), createArticles(parts), createClassify(parts), createTopics(parts));
  app.use(answerUnknown);
  app.use(createErrorHandler(parts.log));
  return app;
}
