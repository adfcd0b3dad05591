import express, { type Express } from "express";
import helmet, { type HelmetOptions } from "helmet";
import type { Logger } from "pino";
import type { ModelCard } from "../../models/card.js";
import { describeError } from "../log.js";
import type { Metrics } from "../metrics.js";
import type { TaggingJob, TaggingQueue } from "../queue/tagging-queue.js";
import type { Database } from "../storage/database.js";
import { createSaveEvent } from "../storage/intake.js";
import { findKey, saveKeyUse } from "../storage/keys.js";
import { prepareFindTagging } from "../storage/taggings.js";
import { createArticles } from "./articles.js";
import { createAudit } from "./audit.js";
import { requireKey } from "./auth.js";
import { createBatch } from "./batch.js";
import { createBriefCache } from "./brief-cache.js";
import { type ClassifyParts, createClassify } from "./classify.js";
import { createDecisions } from "./decisions.js";
import { createDeliveries } from "./deliveries.js";
import { createDesk } from "./desk.js";
import { createEndpoints } from "./endpoints.js";
import { createEvents } from "./events.js";
import { createHealth, type HealthParts } from "./health.js";
import { createHistory } from "./history.js";
import { createIngest } from "./ingest.js";
import { createKeyUseNotes } from "./key-use.js";
import { createKeys } from "./keys.js";
import { openKnownSources } from "./known-sources.js";
import { createLimit, limitFailures } from "./limits.js";
import { createLookup } from "./lookup.js";
import { createMetricsRoute, type MetricsParts } from "./metrics.js";
import { observeRequests } from "./observation.js";
import { OPERATIONS } from "./openapi/operations/all.js";
import { createOpenApi } from "./openapi.js";
import { createOutboundDeliveries } from "./outbound-deliveries.js";
import { createOverrides } from "./overrides.js";
import { answerProblem, answerUnknown } from "./problem.js";
import { createBodyLimit } from "./read-body.js";
import { assignRequestId } from "./request-id.js";
import { createRetag } from "./retag.js";
import { createReview } from "./review.js";
import { createSession } from "./session.js";
import { createSources } from "./sources.js";
import { createTags } from "./tags.js";
import { createTopics } from "./topics.js";
import { createTrends } from "./trends.js";
import { createVerify } from "./verify.js";
import { createWebhooks } from "./webhooks.js";
import { refuseWrongMethod } from "./wrong-method.js";

interface AppParts {
  db: Database;
  queue: TaggingQueue;
  /** Hands a stored revision to the queue without waiting: the relay finds any that gets lost. */
  enqueue: (job: TaggingJob) => void;
  models: ModelCard;
  classify: ClassifyParts["classify"];
  /** Bytes of one body. */
  bodyLimit: number;
  apiKey: string;
  webhookSecrets: readonly string[];
  /** How many proxies in front of the service are trusted. */
  trustProxy: number;
  allowPrivateEndpoints: boolean;
  /** All per minute, in this process. */
  limits: { perKey: number; perSource: number; failures: number };
  metrics: Metrics;
  /** The folder of the built desk. */
  deskDir: string;
  /** The package's version. */
  version: string;
  /** Aborted when the process is told to end. */
  stopping: AbortSignal;
  log: Logger;
}

/** Creates the HTTP API, v1. Routes before `requireKey` are open: health, say, and webhooks, which are signed. */
export function createApp(given: AppParts): Express {
  const { db, log, limits } = given;
  const parts = {
    ...given,
    bodyLimit: createBodyLimit(given.bodyLimit),
    saveEvent: createSaveEvent(db),
    findTagging: prepareFindTagging(db),
    sources: openKnownSources(db, given.webhookSecrets),
  };
  const keys = createBriefCache((hash) => findKey(db, hash));
  const noteUse = createKeyUseNotes(
    (...use) => saveKeyUse(db, ...use),
    (error) => log.warn({ error: describeError(error) }, "the use of a key was not noted"),
  );
  const app = createBareApp(parts);
  app.set("trust proxy", parts.trustProxy);
  // First, since routes are tried in order and webhooks come by the thousand.
  app.use(createWebhooks(parts));
  app.use(
    createHealth({ ...parts, modelVersion: parts.models.version }),
    createMetricsRoute(parts),
    createOpenApi(parts),
    createDesk(parts.deskDir),
    // Without a key, nothing is said about the calls that need one.
    refuseWrongMethod(OPERATIONS.filter(({ access }) => access === "open" || access === "signed")),
  );
  app.use(
    requireKey({
      apiKey: parts.apiKey,
      findKey: keys.find,
      noteUse,
      countRequest: createLimit("key", "requests with this key"),
      requestsPerMinute: limits.perKey,
    }),
  );
  app.use(createSession(), createTags(parts), createLookup(parts));
  app.use(createDecisions(parts), createHistory(parts), createReview(parts), createOverrides(parts));
  app.use(createArticles(parts), createClassify(parts), createTopics(parts), createTrends(parts));
  app.use(createKeys({ ...parts, forgetKey: keys.forget }), createSources(parts), createAudit(parts));
  app.use(createVerify(parts), createDeliveries(parts));
  app.use(createIngest(parts), createBatch(parts), createRetag(parts));
  app.use(createEndpoints(parts), createOutboundDeliveries(parts), createEvents(parts));
  app.use(refuseWrongMethod(OPERATIONS), answerUnknown);
  app.use(limitFailures(limits.failures), answerProblem);
  return app;
}

/** Creates what a worker, which takes no articles over HTTP, serves: `/livez`, `/readyz` and `/metrics`. */
export function createWorkerApp(parts: HealthParts & MetricsParts & { log: Logger }): Express {
  const app = createBareApp(parts);
  app.use(createHealth(parts), createMetricsRoute(parts), answerUnknown, answerProblem);
  return app;
}

/** Keeps only the helmet headers that matter to an answer that is not a page; each one costs every answer. */
const ANSWER_HEADERS = {
  contentSecurityPolicy: { useDefaults: false, directives: { defaultSrc: ["'none'"], frameAncestors: ["'none'"] } },
  originAgentCluster: false,
  xDnsPrefetchControl: false,
  xDownloadOptions: false,
  xPermittedCrossDomainPolicies: false,
  xXssProtection: false,
} as const satisfies HelmetOptions;

function createBareApp(parts: { metrics: Metrics; log: Logger }): Express {
  const app = express();
  app.disable("x-powered-by");
  app.disable("etag");
  app.set("query parser", "simple");
  app.use(assignRequestId, observeRequests(parts), helmet(ANSWER_HEADERS));
  return app;
}
