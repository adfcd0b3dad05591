import type { ErrorRequestHandler, Request, Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { Refusal } from "../domain/errors.js";

const WINDOW_MS = 60_000;

/**
 * Counts a request of `who` and sets the headers that say what is left.
 *
 * @throws Refusal `tooManyRequests` past `most` in a minute.
 */
export type CountRequest = (request: Request, response: Response, who: string, most: number) => Promise<void>;

/**
 * A limit in this process' memory.
 *
 * @param policy its name in the headers `RateLimit` and `RateLimit-Policy`.
 * @param whose what a request is counted for, in words.
 */
export function createLimit(policy: string, whose: string): CountRequest {
  const limiter = rateLimit({
    windowMs: WINDOW_MS,
    keyGenerator: (_request, response) => response.locals.counted.who,
    limit: (_request, response) => response.locals.counted.most,
    identifier: policy,
    standardHeaders: "draft-8",
    legacyHeaders: false,
    handler: (_request, response, next) => {
      const { most } = response.locals.counted;
      next(
        new Refusal("tooManyRequests", `More than ${most} ${whose} within a minute; wait as long as Retry-After says`),
      );
    },
  });
  return (request, response, who, most) =>
    new Promise((resolve, reject) => {
      response.locals.counted = { who, most };
      void limiter(request, response, (error?: unknown) => (error ? reject(error) : resolve()));
    });
}

/**
 * Counts the requests that did not show who sends them by their address, and past the limit says 429 instead of why.
 * One that does show it is never held up by others of its address, which may be a proxy's or an office's.
 */
export function limitFailures(most: number): ErrorRequestHandler {
  const count = createLimit("failures", "failed authentications from this address");
  return async (error: unknown, request, response, _next) => {
    // A subnet counts as one address where everybody has many, which is IPv6.
    if (isFailure(error, response)) await count(request, response, ipKeyGenerator(request.ip ?? ""), most);
    throw error;
  };
}

/** An anonymous caller is told "not found" of a source only, and might try out names. */
function isFailure(error: unknown, response: Response): boolean {
  if (!(error instanceof Refusal) || response.locals.known) return false;
  return error.kind === "unauthorized" || error.kind === "notFound";
}
