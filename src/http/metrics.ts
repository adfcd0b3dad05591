import { Router } from "express";
import { DISABLED_REASONS } from "../domain/event.js";
import type { Metrics } from "../metrics.js";
import { QUEUE_NAME, type TaggingQueue } from "../queue/tagging-queue.js";
import type { Database } from "../storage/database.js";
import { readOutbound } from "../storage/outbound.js";
import { readPending } from "../storage/revisions.js";
import { answeredWithin } from "../time-limit.js";

const ANSWER_WITHIN_MS = 1000;

export interface MetricsParts {
  db: Database;
  queue: Pick<TaggingQueue, "readState">;
  metrics: Metrics;
}

/** `GET /metrics` for Prometheus. If a dependency is away, its values are left out and `dependencyUp` is 0. */
export function createMetricsRoute(parts: MetricsParts): Router {
  const { registry } = parts.metrics;
  const router = Router();
  router.get("/metrics", async (_request, response) => {
    await Promise.all([readQueue(parts), readDatabase(parts), readEndpoints(parts)]);
    response.set("Content-Type", registry.contentType).send(await registry.metrics());
  });
  return router;
}

async function readQueue({ queue, metrics }: MetricsParts): Promise<void> {
  const state = await answeredWithin(ANSWER_WITHIN_MS, "The queue", queue.readState()).catch(() => undefined);
  metrics.dependencyUp.set({ dependency: "queue" }, state ? 1 : 0);
  metrics.queueJobs.reset();
  if (!state) return metrics.queueOldest.remove();
  for (const [name, count] of Object.entries(state.jobs)) {
    metrics.queueJobs.set({ queue: QUEUE_NAME, state: name }, count);
  }
  metrics.queueOldest.set(secondsSince(state.oldestWaiting));
}

async function readDatabase({ db, metrics }: MetricsParts): Promise<void> {
  const pending = await answeredWithin(ANSWER_WITHIN_MS, "The database", readPending(db)).catch(() => undefined);
  metrics.dependencyUp.set({ dependency: "database" }, pending ? 1 : 0);
  if (!pending) {
    metrics.pending.remove();
    return metrics.pendingOldest.remove();
  }
  metrics.pending.set(pending.count);
  metrics.pendingOldest.set(secondsSince(pending.oldest));
}

async function readEndpoints({ db, metrics }: MetricsParts): Promise<void> {
  const outbound = await answeredWithin(ANSWER_WITHIN_MS, "The database", readOutbound(db)).catch(() => undefined);
  metrics.endpoints.reset();
  if (!outbound) {
    metrics.outboundWaiting.remove();
    return metrics.outboundOldest.remove();
  }
  metrics.outboundWaiting.set(outbound.waiting);
  metrics.outboundOldest.set(outbound.lateSeconds);
  for (const state of ["enabled", ...DISABLED_REASONS]) metrics.endpoints.set({ state }, outbound.states[state] ?? 0);
}

function secondsSince(time: Date | undefined): number {
  return time ? Math.max(0, (Date.now() - time.getTime()) / 1000) : 0;
}
