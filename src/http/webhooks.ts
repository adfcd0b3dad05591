import { randomUUID } from "node:crypto";
import { Router } from "express";
import type { Logger } from "pino";
import type { RevisionRef } from "../domain/article.js";
import { Refusal } from "../domain/errors.js";
import type { Source } from "../intake/adapter.js";
import { parseJson } from "../intake/json.js";
import type { Database } from "../storage/database.js";
import { saveEvent } from "../storage/intake.js";
import { bytesOf, readBytes, requireJsonType } from "./json-body.js";

export interface WebhookParts {
  db: Database;
  sources: readonly Source[];
  /** Hands a stored revision to the queue, without waiting: the relay finds what gets lost. */
  enqueue: (ref: RevisionRef) => void;
  bodyLimit: number;
  log: Logger;
}

/** `POST /v1/webhooks/{source}`: verify, read, store, and only then 202. */
export function createWebhooks({ db, sources, enqueue, bodyLimit, log }: WebhookParts): Router {
  const router = Router();
  router.use("/v1/webhooks", readBytes(bodyLimit));
  router.post("/v1/webhooks/:source", async (request, response) => {
    const source = findSource(sources, request.params.source);
    requireJsonType(request);
    const body = bytesOf(request);
    const receivedAt = new Date();
    const header = (name: string) => request.get(name);
    const webhookId = source.adapter.verify(source.secrets, { header, body }, receivedAt);
    const event = source.adapter.read(source.name, parseJson(body));
    const deliveryId = `dlv_${randomUUID()}`;
    const intake = await saveEvent(db, event, { deliveryId, webhookId, receivedAt });
    if (intake.status === "queued") enqueue({ articleId: intake.articleId, version: intake.version });
    log.info({ requestId: response.locals.requestId, source: source.name, deliveryId, ...intake }, "delivery");
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
