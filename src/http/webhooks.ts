import { randomUUID } from "node:crypto";
import { type RequestHandler, Router } from "express";
import { Refusal } from "../domain/errors.js";
import type { Source } from "../intake/adapter.js";
import { parseJson } from "../intake/json.js";
import type { TaggingJob } from "../queue/tagging-queue.js";
import type { Database } from "../storage/database.js";
import { saveEvent } from "../storage/intake.js";
import { bytesOf, readJsonBytes } from "./json-body.js";
import { isSourceName, type KnownSources, SOURCE_NAME_FORM } from "./known-sources.js";
import { createLimit } from "./limits.js";
import { observationOf } from "./observation.js";
import type { BodyLimit } from "./read-body.js";

export interface WebhookParts {
  db: Database;
  sources: Pick<KnownSources, "find">;
  /** Signed deliveries a minute of one source. */
  deliveriesPerMinute: number;
  /** Hands a stored revision to the queue, without waiting: the relay finds what gets lost. */
  enqueue: (job: TaggingJob) => void;
  bodyLimit: BodyLimit;
}

/** `POST /v1/webhooks/{source}`: verify, read, store, and only then 202. */
export function createWebhooks({ db, sources, deliveriesPerMinute, enqueue, bodyLimit }: WebhookParts): Router {
  const router = Router();
  const countRequest = createLimit("source", "deliveries of this source");
  const expectDelivery: RequestHandler = (_request, response, next) => {
    observationOf(response).delivery = {};
    next();
  };
  router.post("/v1/webhooks/:source", expectDelivery, readJsonBytes(bodyLimit), async (request, response) => {
    const source = await requireSource(sources, String(request.params.source));
    const observation = observationOf(response);
    observation.delivery = { source: source.name };
    const body = bytesOf(request);
    const receivedAt = new Date();
    const header = (name: string) => request.get(name);
    const webhookId = source.adapter.verify(source.secrets, { header, body }, receivedAt);
    response.locals.known = true;
    await countRequest(request, response, source.name, deliveriesPerMinute);
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

/** Anyone may call this, so that a name which is not here is told nothing of those that are. */
async function requireSource(sources: Pick<KnownSources, "find">, name: string): Promise<Source> {
  const source = await sources.find(name);
  if (source) return source;
  if (!isSourceName(name)) throw new Refusal("notFound", `The name of a source ${SOURCE_NAME_FORM}`);
  throw new Refusal(
    "notFound",
    `There is no source ${name}. An admin adds it with PUT /v1/sources/${name} or: beatline sources add ${name}`,
  );
}
