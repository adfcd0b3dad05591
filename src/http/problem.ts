import { STATUS_CODES } from "node:http";
import type { ErrorRequestHandler, RequestHandler, Response } from "express";
import { ClaimedRefusal, ClassificationError, Refusal, type RefusalKind, TimeLimitError } from "../domain/errors.js";
import { observationOf } from "./observation.js";

const STATUS: Readonly<Record<RefusalKind, number>> = {
  badRequest: 400,
  unauthorized: 401,
  forbidden: 403,
  notFound: 404,
  methodNotAllowed: 405,
  conflict: 409,
  withdrawn: 410,
  preconditionFailed: 412,
  tooLarge: 413,
  unsupportedMediaType: 415,
  invalid: 422,
  preconditionRequired: 428,
  tooManyRequests: 429,
  unavailable: 503,
};
const RETRY_AFTER_S = 5;

/** Answers what no route took. */
export const answerUnknown: RequestHandler = (request) => {
  throw new Refusal("notFound", `There is no route ${request.method} ${request.path}`);
};

/** Turns every error into `application/problem+json` (RFC 9457): the only place that knows their statuses. */
export const answerProblem: ErrorRequestHandler = (error: unknown, _request, response, _next) => {
  const refusal = observeProblem(error, response);
  const { kind } = refusal;
  if (kind === "unavailable") response.set("Retry-After", String(RETRY_AFTER_S));
  if (kind === "unauthorized" && !response.get("WWW-Authenticate")) response.set("WWW-Authenticate", "Bearer");
  response
    .status(STATUS[kind])
    .type("application/problem+json")
    .send(JSON.stringify(describeProblem(refusal, response.locals.requestId)));
};

/** Describes a refusal as in RFC 9457: the answer to a call, or to one item of a call on many. */
export function describeProblem(refusal: Refusal, requestId: string) {
  const { kind, message, faults } = refusal;
  return {
    type: `urn:beatline:problem:${kind}`,
    title: STATUS_CODES[STATUS[kind]],
    status: STATUS[kind],
    detail: message,
    instance: `urn:beatline:request:${requestId}`,
    ...(faults.length > 0 ? { errors: faults } : {}),
    ...(refusal instanceof ClaimedRefusal ? { claim: refusal.claim } : {}),
  };
}

/**
 * Describes the refusal of one item of a call on many, to stand beside the others' results.
 *
 * @throws any error of the service itself, which concerns every item.
 */
export function describeRefused(error: unknown, requestId: string) {
  if (!(error instanceof Refusal)) throw error;
  const problem = describeProblem(error, requestId);
  return { status: problem.status, problem };
}

/** Describes an error of the service itself for some items of a call on many, and has it logged as for a whole call. */
export function describeOutage(error: unknown, response: Response) {
  return describeRefused(observeProblem(error, response), response.locals.requestId);
}

function observeProblem(error: unknown, response: Response): Refusal {
  const refusal = toRefusal(error);
  const { kind, message } = refusal;
  const isOurs = kind === "unavailable" || error instanceof ClassificationError;
  observationOf(response).problem = { kind, detail: message, ...(isOurs ? { error } : {}) };
  return refusal;
}

/** Turns any error into a refusal. If it is not the caller's fault, it is ours: the caller can only try again later. */
function toRefusal(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  if (error instanceof TimeLimitError) return new Refusal("invalid", `${error.message}; send a shorter text`);
  if (error instanceof ClassificationError)
    return new Refusal(
      "invalid",
      `${error.message} on this text. This is a fault in Beatline, and its log has the details`,
    );
  if (error instanceof URIError) return new Refusal("badRequest", "The path is not validly encoded");
  const status = error instanceof Error && "status" in error ? Number(error.status) : 500;
  if (status >= 400 && status < 500) return new Refusal("badRequest", "The request could not be read");
  return new Refusal(
    "unavailable",
    "Beatline cannot answer now, most likely because its database is unavailable or accepts no writes; try again",
  );
}
