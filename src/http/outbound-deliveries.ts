import { Router } from "express";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";
import { OUTBOUND_STATES, webhookIdOf } from "../domain/event.js";
import { time } from "../intake/fields.js";
import { parseWith } from "../intake/parse-with.js";
import type { Database } from "../storage/database.js";
import type { StoredEndpoint } from "../storage/endpoints.js";
import { KEPT_DAYS } from "../storage/events.js";
import { type LoggedDelivery, listDeliveries } from "../storage/outbound.js";
import { MOST_REPLAYED, planTest, replayEvents } from "../storage/replay.js";
import { requireAdmin } from "./auth.js";
import { loadEndpoint } from "./endpoints.js";
import { jsonOf, readJsonBytes } from "./json-body.js";
import { cutPage, pageQuery, readCursor } from "./paging.js";
import { noQuery, parseQuery } from "./query.js";
import type { BodyLimit } from "./read-body.js";

export const logQuery = z.strictObject({
  state: z.enum(OUTBOUND_STATES).optional(),
  ...pageQuery,
});
const position = z.int().min(1);

const span = z
  .strictObject({ since: time, until: time.optional() })
  .refine(({ since, until }) => !until || since < until, { path: ["until"], error: "must be after since" });

export const replayBody = z.union(
  [span, z.strictObject({ eventId: position })],
  "must be {eventId}, or {since, until} with times such as 2026-11-24T09:00:00Z, where until is optional",
);

/** `/v1/endpoints/{id}/deliveries`, `/replay` and `/test`: lists what was sent, sends it again, sends a test. */
export function createOutboundDeliveries({ db, bodyLimit }: { db: Database; bodyLimit: BodyLimit }): Router {
  const router = Router();
  router.get("/v1/endpoints/:id/deliveries", async (request, response) => {
    requireAdmin(response);
    const { limit, cursor, state } = parseQuery(request, logQuery);
    const { endpointId } = await loadEndpoint(db, request);
    const before = readCursor(cursor, position);
    const found = await listDeliveries(db, { endpointId, state, before }, limit + 1);
    const page = cutPage(response, found, limit, ({ eventId }) => eventId);
    response.json({ deliveries: page.map(describe) });
  });
  router.post("/v1/endpoints/:id/replay", readJsonBytes<{ id: string }>(bodyLimit), async (request, response) => {
    const admin = requireAdmin(response);
    parseQuery(request, noQuery);
    const wanted = parseWith(replayBody, jsonOf(request));
    const { endpointId } = requireEnabled(await loadEndpoint(db, request));
    const replayed = await replayEvents(db, endpointId, wanted, admin);
    if (replayed === undefined) throw refuseMany();
    if ("eventId" in wanted && replayed === 0) throw refuseEvent();
    response.status(202).json({ replayed });
  });
  router.post("/v1/endpoints/:id/test", async (request, response) => {
    requireAdmin(response);
    parseQuery(request, noQuery);
    const { endpointId } = requireEnabled(await loadEndpoint(db, request));
    const eventId = await planTest(db, endpointId);
    response.status(202).json({ eventId, links: { deliveries: `/v1/endpoints/${endpointId}/deliveries` } });
  });
  return router;
}

function requireEnabled(endpoint: StoredEndpoint): StoredEndpoint {
  if (!endpoint.disabledAt) return endpoint;
  throw new Refusal("conflict", "The endpoint is disabled; enable it first with PATCH and {enabled: true}");
}

function refuseMany(): Refusal {
  const detail = `more than ${MOST_REPLAYED} events; give until, and replay them in parts`;
  return new Refusal("invalid", `The span contains ${detail}`, [{ detail: `contains ${detail}`, pointer: "/since" }]);
}

function refuseEvent(): Refusal {
  const detail = `is not one of the last ${KEPT_DAYS} days that this endpoint receives`;
  return new Refusal("invalid", `The event ${detail}`, [{ detail, pointer: "/eventId" }]);
}

function describe({ eventId, type, at, attempts, ...delivery }: LoggedDelivery) {
  const tried = attempts.map(({ at, statusCode, ms, error }) => ({ at, statusCode, ms, ...(error ? { error } : {}) }));
  return { eventId, webhookId: webhookIdOf({ eventId, type, at }), type, at, ...delivery, attempts: tried };
}
