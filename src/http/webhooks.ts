import { randomUUID } from "node:crypto";
import { type RequestHandler, Router } from "express";
import { Refusal } from "../domain/errors.js";
import type { Source } from "../intake/adapter.js";
import { parseJson } from "../intake/json.js";
import type { TaggingJob } from "../queue/tagging-queue.js";
import type { Database } from "../storage/database.js";
import { saveEvent } from "../storage/intake.js";
import { bytesOf, readJsonBytes } from "./json-body.js";
import { observationOf } from "./observation.js";

export interface WebhookParts {
  db: Database;
  sources: readonly Source[];
  /** Hands a stored revision to the queue, without waiting: the relay finds what gets lost. */
  enqueue: (job: TaggingJob) => void;
  bodyLimit: number;
}

/** `POST /v1/webhooks/{source}`: verify, read, store, and only then 202. */
export function createWebhooks({ db, sources, enqueue, bodyLimit }: WebhookParts): Router {
  const router = Router();
  const expectDelivery: RequestHandler<{ source: string }> = (_request, response, next) => {
    observationOf(response).delivery = {};
    next();
  };
  router.post("/v1/webhooks/:source", expectDelivery, readJsonBytes(bodyLimit), async (request, response) => {
    const source = findSource(sources, request.params.source);
    const observation = observationOf(response);
    observation.delivery = { source: source.name };
    const body = bytesOf(request);
    const receivedAt = new Date();
    const header = (name: string) => request.get(name);
    const webhookId = source.adapter.verify(source.secrets, { header, body }, receivedAt);
    const event = source.adapter.read(source.name, parseJson(body));
    const deliveryId = `dlv_${randomUUID()}`;
    const intake = await saveEvent(db, event, { deliveryId, webhookId, receivedAt });
    observation.delivery = { source: source.name, taken: { deliveryId, ...intake } };
    const { articleId, version, status } = intake;
    if (status === "queued") enqueue({ articleId, version, traceId: observation.traceId });
    response
      .status(202)
      .location(`/v1/articles/${intake.articleId}/tags`)
      .json({ deliveryId, ...intake });
  });
  return router;
}

function findSource(sources: readonly Source[], name: string): Source {
  const source = sources.find((known) => known.name === name);
  if (source) return source;
  throw new Refusal(
    "notFound",
    `There is no source ${name}; known are ${sources.map((known) => known.name).join(", ")}`,
  );
}
