import { type RequestHandler, Router } from "express";
import { Refusal } from "../domain/errors.js";
import type { Source } from "../intake/adapter.js";
import { type SignedDelivery, verifySignature } from "../intake/signature.js";
import { describeError } from "../log.js";
import type { TaggingJob } from "../queue/tagging-queue.js";
import type { Database } from "../storage/database.js";
import { type FailedBody, saveFailure } from "../storage/deliveries.js";
import type { SaveEvent } from "../storage/intake.js";
import type { Delivery } from "../storage/publications.js";
import { bytesOf, readJsonBytes } from "./json-body.js";
import { isSourceName, type KnownSources, RESERVED_NAME, SOURCE_NAME_FORM } from "./known-sources.js";
import { createLimit } from "./limits.js";
import { observationOf } from "./observation.js";
import type { BodyLimit } from "./read-body.js";
import { answerTaken, makeDeliveryId, problemOf, type Taken, takeDelivery } from "./take-delivery.js";

interface WebhookParts {
  db: Database;
  saveEvent: SaveEvent;
  sources: KnownSources;
  /** Signed deliveries per minute from one source. */
  limits: { perSource: number };
  /** Hands a stored revision to the queue without waiting: the relay finds any that gets lost. */
  enqueue: (job: TaggingJob) => void;
  bodyLimit: BodyLimit;
  log: { warn: (facts: object, message: string) => void };
}

/** `POST /v1/webhooks/{source}`: verify, read, store, and only then 202. */
export function createWebhooks(parts: WebhookParts): Router {
  const { sources, limits, enqueue, bodyLimit } = parts;
  const router = Router();
  const countRequest = createLimit("source", "deliveries from this source");
  const expectDelivery: RequestHandler<{ source: string }> = (request, response, next) => {
    if (request.params.source === RESERVED_NAME) return next("route");
    observationOf(response).delivery = {};
    next();
  };
  const readBytes = readJsonBytes<{ source: string }>(bodyLimit);
  router.post("/v1/webhooks/:source", expectDelivery, readBytes, async (request, response) => {
    const source = await requireSource(sources, request.params.source);
    const observation = observationOf(response);
    observation.delivery = { source: source.name };
    const receivedAt = new Date();
    const header = (name: string) => request.get(name);
    const signed = { method: request.method, path: request.originalUrl, header, body: bytesOf(request) };
    const { id: webhookId, signedAt } = verifySignature(source.adapter.signature, source.secrets, signed, receivedAt);
    response.locals.known = true;
    await countRequest(request, response, source.name, limits.perSource);
    const delivery = { deliveryId: makeDeliveryId(), webhookId, receivedAt };
    const taken = await takeOrLog(parts, source, signed, delivery, signedAt ?? receivedAt);
    observation.delivery = { source: source.name, taken };
    answerTaken(response, taken, enqueue);
  });
  return router;
}

/** Logs a refusal for the operator. If that fails, the sender must still be told of the refusal. */
async function takeOrLog(
  parts: Pick<WebhookParts, "db" | "saveEvent" | "log">,
  source: Source,
  { body, header }: SignedDelivery,
  delivery: Delivery,
  at: Date,
): Promise<Taken> {
  try {
    return await takeDelivery(parts, source, body, { header, at }, delivery);
  } catch (error) {
    const problem = problemOf(error);
    if (problem) {
      const failed: FailedBody = { body, headers: headersOf(source, header), signedAt: at };
      await saveFailure(parts.db, source.name, delivery, problem, failed).catch((failure: unknown) =>
        parts.log.warn({ error: describeError(failure) }, "a failed delivery was not logged"),
      );
    }
    throw error;
  }
}

function headersOf({ adapter }: Source, header: SignedDelivery["header"]): Record<string, string> {
  return Object.fromEntries(adapter.readsHeaders.map((name) => [name, header(name) ?? ""]));
}

/** Anyone may call this, so the refusal of an unknown name says nothing about those that exist. */
async function requireSource(sources: KnownSources, name: string): Promise<Source> {
  const source = await sources.find(name);
  if (source) return source;
  if (!isSourceName(name)) throw new Refusal("notFound", `A source name ${SOURCE_NAME_FORM}`);
  throw new Refusal(
    "notFound",
    `There is no source ${name}. An admin can add it with PUT /v1/sources/${name} or: npx beatline sources add ${name}`,
  );
}
