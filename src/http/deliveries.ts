import { Router } from "express";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";
import { LOGGED_DELIVERY_STATUSES } from "../domain/revision.js";
import { time } from "../intake/fields.js";
import type { TaggingJob } from "../queue/tagging-queue.js";
import type { Database } from "../storage/database.js";
import {
  type DeliveryPosition,
  type FailedBody,
  type LoggedDelivery,
  listDeliveries,
  loadFailure,
  saveProblem,
  saveRetried,
} from "../storage/deliveries.js";
import type { SaveEvent } from "../storage/intake.js";
import { requireScope } from "./auth.js";
import type { KnownSources } from "./known-sources.js";
import { cutPage, pageQuery, readCursor } from "./paging.js";
import { filterText, noQuery, parseQuery } from "./query.js";
import { answerTaken, makeDeliveryId, problemOf, type Taken, takeDelivery } from "./take-delivery.js";

export const listQuery = z.strictObject({
  status: z.enum(LOGGED_DELIVERY_STATUSES).optional(),
  source: filterText.optional(),
  ...pageQuery,
});

const DELIVERY_ID = /^dlv_[0-9a-f-]{36}$/;

const position = z
  .tuple([time, z.string().regex(DELIVERY_ID)])
  .transform(([receivedAt, deliveryId]): DeliveryPosition => ({ receivedAt, deliveryId }));

interface DeliveryRouteParts {
  db: Database;
  saveEvent: SaveEvent;
  sources: KnownSources;
  enqueue: (job: TaggingJob) => void;
}

/** `/v1/deliveries`: what each CMS sent, how it was taken or why it was refused, and retries of what was refused. */
export function createDeliveries({ enqueue, ...parts }: DeliveryRouteParts): Router {
  const router = Router();
  router.get("/v1/deliveries", async (request, response) => {
    const { source } = requireScope(response, "read");
    const { limit, cursor, ...filter } = parseQuery(request, listQuery);
    const seen = { ...filter, visibleSource: source };
    const found = await listDeliveries(parts.db, seen, readCursor(cursor, position), limit + 1);
    const page = cutPage(response, found, limit, ({ receivedAt, deliveryId }) => [receivedAt, deliveryId]);
    response.json({ deliveries: page.map(describe) });
  });
  router.post("/v1/deliveries/:delivery/retry", async (request, response) => {
    requireScope(response, "admin");
    parseQuery(request, noQuery);
    const id = request.params.delivery;
    if (!DELIVERY_ID.test(id)) throw new Refusal("notFound", "There is no delivery with this id");
    const taken = await retry(parts, id);
    answerTaken(response, { ...taken, retryOf: id }, enqueue);
  });
  return router;
}

/** Reads a delivery, whose signature was right when it came, with the adapter that its source has now. */
async function retry(parts: Omit<DeliveryRouteParts, "enqueue">, id: string): Promise<Taken> {
  const { db, sources } = parts;
  const { delivery: failed, failed: kept } = await loadFailure(db, id);
  const source = await sources.find(failed.source);
  if (!source)
    throw new Refusal("conflict", `The source ${failed.source} of this delivery no longer exists; add it first`);
  const { webhookId } = failed;
  const delivery = { deliveryId: makeDeliveryId(), webhookId, receivedAt: new Date() };
  try {
    const taken = await takeDelivery(parts, source, Buffer.from(kept.body), contextOf(kept), delivery);
    await saveRetried(db, id, delivery.deliveryId);
    return taken;
  } catch (error) {
    const problem = problemOf(error);
    if (problem) await saveProblem(db, id, problem);
    throw error;
  }
}

function contextOf({ headers, signedAt }: FailedBody) {
  const header = (name: string) => (Object.hasOwn(headers, name) ? headers[name] : undefined);
  return { header, at: signedAt };
}

function describe({ reason, problem, retriedAs, bodyKept, ...delivery }: LoggedDelivery) {
  const { deliveryId, articleId } = delivery;
  const links = {
    ...(articleId === null ? {} : { tags: `/v1/articles/${articleId}/tags` }),
    ...(bodyKept ? { retry: `/v1/deliveries/${deliveryId}/retry` } : {}),
  };
  return {
    ...delivery,
    ...(reason === null ? {} : { reason }),
    ...(problem === null ? {} : { problem }),
    ...(retriedAs === null ? {} : { retriedAs }),
    links,
  };
}
