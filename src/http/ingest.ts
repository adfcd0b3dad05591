import { Router } from "express";
import type { TaggingJob } from "../queue/tagging-queue.js";
import type { Database } from "../storage/database.js";
import type { SaveEvent } from "../storage/intake.js";
import { requireScope } from "./auth.js";
import { bytesOf, readJsonBytes } from "./json-body.js";
import type { KnownSources } from "./known-sources.js";
import { observationOf } from "./observation.js";
import { readPostedArticle } from "./posted-article.js";
import { noQuery, parseQuery } from "./query.js";
import type { BodyLimit } from "./read-body.js";
import { answerTaken, makeDeliveryId } from "./take-delivery.js";

export interface IngestParts {
  db: Database;
  saveEvent: SaveEvent;
  sources: KnownSources;
  /** Hands a stored revision to the queue without waiting: the relay finds any that gets lost. */
  enqueue: (job: TaggingJob) => void;
  bodyLimit: BodyLimit;
}

/** `POST /v1/articles`: an article sent with a key instead of a webhook's secret. It counts as published now. */
export function createIngest({ saveEvent, sources, enqueue, bodyLimit }: IngestParts): Router {
  const router = Router();
  router.post("/v1/articles", readJsonBytes(bodyLimit), async (request, response) => {
    const caller = requireScope(response, "ingest");
    parseQuery(request, noQuery);
    const observation = observationOf(response);
    observation.delivery = {};
    const article = await readPostedArticle(sources, caller, bytesOf(request));
    const receivedAt = new Date();
    const deliveryId = makeDeliveryId();
    const delivery = { deliveryId, webhookId: response.locals.requestId, receivedAt };
    const taken = { deliveryId, ...(await saveEvent({ kind: "publish", article, at: receivedAt }, delivery)) };
    observation.delivery = { source: article.source, taken };
    answerTaken(response, taken, enqueue);
  });
  return router;
}
