import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from "prom-client";
import { TAXONOMY_VERSION } from "./domain/topic.js";

const ACK_S = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5];
const STAGE_S = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30];
const ATTEMPT_S = [0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 15];
const END_TO_END_S = [0.05, 0.1, 0.25, 0.5, 1, 2, 5, 10, 30, 60, 300, 900, 3600];

export type Metrics = ReturnType<typeof createMetrics>;

/**
 * Creates everything that `/metrics` shows, in its own registry. No label ever holds text that a caller sent: sources
 * are ones that exist, and routes are templates.
 */
export function createMetrics(build: { version: string; modelVersion: string }) {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const info = new Gauge({
    name: "beatline_build_info",
    help: "Always 1; the labels say what is running here",
    labelNames: ["version", "model_version", "taxonomy_version", "node_version"],
    registers,
  });
  info.set(
    {
      version: build.version,
      model_version: build.modelVersion,
      taxonomy_version: TAXONOMY_VERSION,
      node_version: process.version,
    },
    1,
  );
  return {
    registry,
    ...createIntakeMetrics(registers),
    ...createWorkMetrics(registers),
    ...createOutboundMetrics(registers),
    ...createState(registers),
  };
}

/** Metrics of requests, counted as they are answered. */
function createIntakeMetrics(registers: Registry[]) {
  const requests = new Histogram({
    name: "beatline_http_request_seconds",
    help: "Time to answer a request, by route template; unmatched are unknown paths and calls without a valid key",
    labelNames: ["method", "route", "status"],
    buckets: ACK_S,
    registers,
  });
  // An alarm uses increase(), which would not count the first batch if the series began with it.
  requests.zero({ method: "POST", route: "/v1/articles/batch", status: "202" });
  return {
    requests,
    deliveries: new Counter({
      name: "beatline_deliveries_total",
      help: "Webhook deliveries by source, result (queued, duplicate, superseded, withdrawn, ignored, refused, unanswered) and HTTP status",
      labelNames: ["source", "result", "status"],
      registers,
    }),
    acknowledgement: new Histogram({
      name: "beatline_delivery_ack_seconds",
      help: "Time from a delivery's headers to its 202, when it is stored for good",
      buckets: ACK_S,
      registers,
    }),
  };
}

/** Metrics of jobs, counted as they end. */
function createWorkMetrics(registers: Registry[]) {
  return {
    stages: new Histogram({
      name: "beatline_job_stage_seconds",
      help: "Time of a job by stage (load, classify, save), including the wait for its turn",
      labelNames: ["stage"],
      buckets: STAGE_S,
      registers,
    }),
    endToEnd: new Histogram({
      name: "beatline_end_to_end_seconds",
      help: "Time from the arrival of a revision to its first tagging, committed",
      buckets: END_TO_END_S,
      registers,
    }),
    jobs: new Counter({
      name: "beatline_jobs_total",
      help: "Attempts of jobs by result (tagged, noTopic, abstained, failed, nothing, error)",
      labelNames: ["result"],
      registers,
    }),
    tags: new Counter({
      name: "beatline_tags_total",
      help: "Tags stored by topic and decision",
      labelNames: ["topic", "decision"],
      registers,
    }),
    deadLetters: new Counter({
      name: "beatline_dead_letters_total",
      help: "Revisions that no attempt could classify; their outcome is failed",
      registers,
    }),
    relayed: new Counter({
      name: "beatline_relay_enqueued_total",
      help: "Revisions without a tagging that the relay handed to the queue; one that already has a job there does not get a second",
      registers,
    }),
  };
}

/** Metrics of events: attempts as they end, and the state in the database at each scrape. */
function createOutboundMetrics(registers: Registry[]) {
  return {
    outboundAttempts: new Histogram({
      name: "beatline_outbound_attempt_seconds",
      help: "Time of an attempt to send an event to an endpoint, by result (delivered, rejected, gone, timeout, unanswered, refused)",
      labelNames: ["result"],
      buckets: ATTEMPT_S,
      registers,
    }),
    outboundWaiting: new Gauge({
      name: "beatline_outbound_waiting",
      help: "Unfinished deliveries to enabled endpoints, including those that wait for another attempt; counted up to 100000",
      registers,
    }),
    outboundOldest: new Gauge({
      name: "beatline_outbound_late_seconds",
      help: "How long the most overdue delivery has been due; 0 when none is",
      registers,
    }),
    endpoints: new Gauge({
      name: "beatline_endpoints",
      help: "Endpoints by state: enabled, or what disabled them (gone, failing, byHand)",
      labelNames: ["state"],
      registers,
    }),
    listeners: new Gauge({
      name: "beatline_event_listeners",
      help: "Listeners to /v1/events of this process",
      registers,
    }),
  };
}

/** Metrics read from queue and database at each scrape. Every process shows the same: take the maximum, not the sum. */
function createState(registers: Registry[]) {
  return {
    dependencyUp: new Gauge({
      name: "beatline_dependency_up",
      help: "1 when the database or the queue answered this scrape, else 0",
      labelNames: ["dependency"],
      registers,
    }),
    queueJobs: new Gauge({
      name: "bullmq_job_count",
      help: "Jobs in the queue by state, as BullMQ counts them",
      labelNames: ["queue", "state"],
      registers,
    }),
    queueOldest: new Gauge({
      name: "beatline_queue_oldest_waiting_seconds",
      help: "Age of the job that is first in line; 0 when none is waiting",
      registers,
    }),
    pending: new Gauge({
      name: "beatline_pending_revisions",
      help: "Revisions that lookups would show but that have no tagging; counted up to 100000",
      registers,
    }),
    pendingOldest: new Gauge({
      name: "beatline_pending_oldest_seconds",
      help: "Age of the oldest revision that has no tagging; 0 when there is none",
      registers,
    }),
  };
}
