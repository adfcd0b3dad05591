import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { ClassificationError, type Fault, Refusal, type RefusalKind } from "../domain/errors.js";
import { observationOf } from "./observation.js";

const STATUS: Readonly<Record<RefusalKind, number>> = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  conflict: 409,
  withdrawn: 410,
  tooLarge: 413,
  unsupportedMediaType: 415,
  invalid: 422,
  tooManyRequests: 429,
  unavailable: 503,
};
const RETRY_AFTER_S = 5;

/** Answers what no route took. */
export const answerUnknown: RequestHandler = (request) => {
  throw new Refusal("notFound", `There is no ${request.method} ${request.path} here`);
};

/** Turns every error into `application/problem+json` (RFC 9457): the only place that knows their statuses. */
export const answerProblem: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const { kind, message, faults } = toRefusal(error);
  observationOf(response).problem = { kind, detail: message, ...(kind === "unavailable" ? { error } : {}) };
  if (kind === "unavailable") response.set("Retry-After", String(RETRY_AFTER_S));
  if (kind === "unauthorized" && !response.get("WWW-Authenticate")) response.set("WWW-Authenticate", "Bearer");
  sendProblem(response, STATUS[kind], kind, message, faults);
};

function sendProblem(response: Response, status: number, kind: string, detail: string, errors: readonly Fault[]): void {
  const instance = `urn:beatline:request:${response.locals.requestId}`;
  const problem = { type: `urn:beatline:problem:${kind}`, title: STATUS_CODES[status], status, detail, instance };
  response
    .status(status)
    .type("application/problem+json")
    .send(JSON.stringify(errors.length > 0 ? { ...problem, errors } : problem));
}

/** Whatever is not the caller's fault is ours, and to try again later is the best that the caller can do. */
function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof ClassificationError) return new Refusal("invalid", `${error.message}; send a shorter text`);
  if (error instanceof URIError) return new Refusal("badRequest", "The path is not validly encoded");
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) return new Refusal("badRequest", "The request could not be read");
  return new Refusal("unavailable", "Beatline cannot answer now, most likely since its database is away; try again");
}
