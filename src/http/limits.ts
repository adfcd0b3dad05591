import type { ErrorRequestHandler, Request, Response } from "express";
import { ipKeyGenerator, rateLimit } from "express-rate-limit";
import { Refusal } from "../domain/errors.js";

const WINDOW_MS = 60_000;

/**
 * Counts a request by `who` and sets the headers that say how many are left.
 *
 * @throws Refusal `tooManyRequests` past `most` in a minute.
 */
export type CountRequest = (request: Request, response: Response, who: string, most: number) => Promise<void>;

/**
 * Creates a limit per minute, kept in this process's memory.
 *
 * @param policy its name in the headers `RateLimit` and `RateLimit-Policy`.
 * @param whose what is counted, in words for the refusal.
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
 * Counts unauthenticated requests by address, and past the limit answers 429 instead of the reason. Others from that
 * address, which may be a proxy's or an office's, are never held up.
 */
export function limitFailures(most: number): ErrorRequestHandler {
  const count = createLimit("failures", "failed authentications from this address");
  return async (error: unknown, request, response, _next) => {
    // With IPv6, where everybody has many addresses, a subnet counts as one.
    if (isFailure(error, response)) await count(request, response, ipKeyGenerator(request.ip ?? ""), most);
    throw error;
  };
}

/** `notFound` counts too, since an anonymous caller might try out the names of sources. */
function isFailure(error: unknown, response: Response): boolean {
  if (!(error instanceof Refusal) || response.locals.known) return false;
  return error.kind === "unauthorized" || error.kind === "notFound";
}
