import { randomUUID } from "node:crypto";
import type { Response } from "express";
import { Refusal } from "../domain/errors.js";
import type { DeliveryProblem, DeliveryStatus } from "../domain/revision.js";
import type { DeliveryContext, Source } from "../intake/adapter.js";
import { parseJson } from "../intake/json.js";
import type { TaggingJob } from "../queue/tagging-queue.js";
import type { Database } from "../storage/database.js";
import { saveIgnored } from "../storage/deliveries.js";
import type { SaveEvent } from "../storage/intake.js";
import type { Delivery } from "../storage/publications.js";
import { observationOf } from "./observation.js";

/** The result of a delivery; an ignored one names no article. */
export type Taken =
  | { deliveryId: string; articleId: string; version: number; status: DeliveryStatus }
  | { deliveryId: string; status: "ignored"; reason: string };

/**
 * Reads the body of a delivery whose signature was right, and stores what it asks for.
 *
 * @throws Refusal when the source's adapter does not know such a body.
 */
export async function takeDelivery(
  { db, saveEvent }: { db: Database; saveEvent: SaveEvent },
  { name, adapter }: Source,
  body: Buffer,
  context: DeliveryContext,
  delivery: Delivery,
): Promise<Taken> {
  const { deliveryId } = delivery;
  const event = adapter.read(name, parseJson(body), context);
  if (event.kind !== "ignore") return { deliveryId, ...(await saveEvent(event, delivery)) };
  await saveIgnored(db, name, delivery, event.reason);
  return { deliveryId, status: "ignored", reason: event.reason };
}

/** Answers 202 for a stored delivery, and enqueues a new revision; the relay finds one that is lost. */
export function answerTaken(
  response: Response,
  taken: Taken & { retryOf?: string },
  enqueue: (job: TaggingJob) => void,
): void {
  if (taken.status !== "ignored") {
    const { articleId, version, status } = taken;
    if (status === "queued") enqueue({ articleId, version, traceId: observationOf(response).traceId });
    response.location(`/v1/articles/${articleId}/tags`);
  }
  response.status(202).json(taken);
}

/** Returns a unique id of our own. */
export function makeDeliveryId(): string {
  return `dlv_${randomUUID()}`;
}

/** Returns the problem that the sender must fix, or undefined for any other error. */
export function problemOf(error: unknown): DeliveryProblem | undefined {
  if (!(error instanceof Refusal) || error.kind === "unavailable") return undefined;
  const { kind, message, faults } = error;
  return { kind, detail: message, errors: faults };
}
