import type { Logger } from "pino";
import { webhookIdOf } from "../src/domain/event.js";
import { createTroubleLog, describeError } from "../src/log.js";
import type { Metrics } from "../src/metrics.js";
import type { QueueBackend } from "../src/queue/backend.js";
import { openOutboundQueue, startOutboundWorker } from "../src/queue/outbound-queue.js";
import { startOutboundRelay } from "../src/queue/outbound-relay.js";
import type { Database } from "../src/storage/database.js";
import { purgeDeliveries } from "../src/storage/deliveries.js";
import { findEndpoint, MOST_ENDPOINTS } from "../src/storage/endpoints.js";
import { loadEvents, numberEvents, purgeEvents } from "../src/storage/events.js";
import { claimDue, dropDelivery, listDueEndpoints, releaseDelivery, saveAttempt } from "../src/storage/outbound.js";
import { type AttemptReport, type DeliverParts, deliverDue } from "./deliver-event.js";
import { createPostEvent } from "./post-event.js";

interface OutboundParts {
  db: Database;
  backend: QueueBackend;
  metrics: Metrics;
  log: Logger;
}

/** How long attempts under way may still take once the process is told to stop. */
const STOP_WITHIN_MS = 2_000;

/**
 * Starts the relay and the sender, which tell endpoints of events.
 *
 * @returns `stop`, which resolves once the attempts under way have ended or been released.
 */
export function startOutbound({ db, backend, metrics, log }: OutboundParts, allowPrivate: boolean) {
  const stopping = new AbortController();
  const cut = new AbortController();
  const parts: DeliverParts = {
    findEndpoint: (id) => findEndpoint(db, id),
    claimDue: (id, limit) => claimDue(db, id, limit),
    loadEvents: (ids) => loadEvents(db, ids),
    releaseDelivery: (...which) => releaseDelivery(db, ...which),
    dropDelivery: (...which) => dropDelivery(db, ...which),
    saveAttempt: (result) => saveAttempt(db, result),
    post: createPostEvent(allowPrivate),
    report: (report) => reportAttempt(metrics, log, report),
    stopping: stopping.signal,
    cut: cut.signal,
  };
  const onQueueError = createTroubleLog(log, "the queue is in trouble");
  // One place for each possible endpoint, so that none ever waits for another.
  const worker = startOutboundWorker(backend, MOST_ENDPOINTS, (id) => deliverDue(parts, id), onQueueError);
  const queue = openOutboundQueue(backend, onQueueError);
  const relay = startOutboundRelay(
    {
      numberEvents: () => numberEvents(db),
      listDueEndpoints: () => listDueEndpoints(db),
      enqueue: queue.enqueue,
      purge: async () => (await purgeEvents(db)) + (await purgeDeliveries(db)),
    },
    (error) => log.warn({ error: describeError(error) }, "events wait; the relay will try again"),
  );
  return {
    stop: async () => {
      stopping.abort();
      setTimeout(() => cut.abort(), STOP_WITHIN_MS).unref();
      await relay.stop();
      await worker.close();
      await queue.close();
    },
  };
}

function reportAttempt(metrics: Metrics, log: Logger, report: AttemptReport): void {
  const { endpointId, event, tries, result, attempt, nextAt, disabled } = report;
  const { statusCode, ms, error } = attempt;
  metrics.outboundAttempts.observe({ result }, ms / 1000);
  const ids = { endpointId, webhookId: webhookIdOf(event), type: event.type, articleId: event.article?.articleId };
  const line = { ...ids, attempt: tries, result, status: statusCode, ms, ...(error ? { error } : {}), nextAt };
  log[result === "delivered" ? "info" : "warn"](line, "outbound delivery");
  if (disabled) log.error({ endpointId, reason: result === "gone" ? "gone" : "failing" }, "endpoint disabled");
}
