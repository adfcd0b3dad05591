import { randomUUID } from "node:crypto";
import type { RequestHandler } from "express";

const ACCEPTABLE = /^[\w.-]{1,64}$/;

/** Gives every answer an `X-Request-Id`: the caller's own, when it is short and plain, else a new one. */
export const assignRequestId: RequestHandler = (request, response, next) => {
  const given = request.get("x-request-id");
  const requestId = given && ACCEPTABLE.test(given) ? given : randomUUID();
  response.locals.requestId = requestId;
  response.set("X-Request-Id", requestId);
  next();
};
