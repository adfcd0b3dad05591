import type { Request, RequestHandler, Response } from "express";
import type { Logger } from "pino";
import type { LoggedDeliveryStatus } from "../domain/revision.js";
import { describeError } from "../log.js";
import type { Metrics } from "../metrics.js";
import { traceIdFrom } from "../trace-id.js";

/** What is known about a request once it is answered; each step adds what it learned. */
interface Observation {
  traceId: string;
  /** Set when the request is a delivery; `source` only once the source is known to exist. */
  delivery?: {
    source?: string;
    taken?: { deliveryId: string; status: LoggedDeliveryStatus; articleId?: string; version?: number };
  };
  /** Why the request was refused; `error` is set when that is, or may be, our fault. */
  problem?: { kind: string; detail: string; error?: unknown };
}

interface ObserverParts {
  metrics: Metrics;
  log: Logger;
}

/** Refusals are shorter than this, unless they quote a long name that the caller made up. */
const LONGEST_DETAIL = 300;

/** Counts each request, and logs one line for each delivery and each other request that failed through our fault. */
export function observeRequests(parts: ObserverParts): RequestHandler {
  return (request, response, next) => {
    const started = performance.now();
    const observation: Observation = { traceId: traceIdFrom(request.get("traceparent")) };
    response.locals.observation = observation;
    response.once("close", () => {
      const seconds = (performance.now() - started) / 1000;
      countRequest(parts.metrics, request, response, seconds);
      if (observation.delivery) reportDelivery(parts, response, observation, seconds);
      else if (observation.problem?.error) reportFailure(parts.log, request, response, observation);
    });
    next();
  };
}

export function observationOf(response: Response): Observation {
  // Express leaves locals untyped; observeRequests, which comes before every other handler, put it there.
  return response.locals.observation as Observation;
}

function countRequest({ requests }: Metrics, request: Request, response: Response, seconds: number): void {
  // Untyped in Express: the route that took the request; its path is our own template.
  const route: { path: string } | undefined = request.route;
  const method = route ? request.method : "any";
  requests.observe({ method, route: route?.path ?? "unmatched", status: statusOf(response) }, seconds);
}

/** A sender that left before the answer got no status. */
function statusOf(response: Response): string {
  return response.writableFinished ? String(response.statusCode) : "none";
}

function reportDelivery(parts: ObserverParts, response: Response, observation: Observation, seconds: number): void {
  const { metrics, log } = parts;
  const { delivery, problem, traceId } = observation;
  const answered = response.writableFinished;
  const { status: taken, ...ids } = delivery?.taken ?? {};
  const result = taken ?? (answered ? "refused" : "unanswered");
  const source = delivery?.source ?? "unknown";
  const status = statusOf(response);
  metrics.deliveries.inc({ source, result, status });
  if (answered && taken) metrics.acknowledgement.observe(seconds);
  log[taken ? "info" : problem?.error ? "error" : "warn"](
    {
      requestId: response.locals.requestId,
      traceId,
      source,
      result,
      status,
      ...ids,
      ms: Math.round(seconds * 1000),
      ...(problem && { reason: problem.kind, detail: problem.detail.slice(0, LONGEST_DETAIL) }),
      ...(problem?.error ? { error: describeError(problem.error) } : {}),
    },
    "delivery",
  );
}

function reportFailure(log: Logger, request: Request, response: Response, { traceId, problem }: Observation): void {
  const error = describeError(problem?.error);
  log.error({ requestId: response.locals.requestId, traceId, path: request.path, error }, "failed");
}
