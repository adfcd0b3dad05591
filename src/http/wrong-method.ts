import type { RequestHandler } from "express";
import { Refusal } from "../domain/errors.js";
import type { Operation } from "./openapi/operation.js";

/** Refuses a method that none of these calls has at the path, and lists in `Allow` the methods that they have. */
export function refuseWrongMethod(operations: readonly Pick<Operation, "method" | "path">[]): RequestHandler {
  const calls = operations.map(({ method, path }) => ({
    methods: method === "get" ? ["GET", "HEAD"] : [method.toUpperCase()],
    // Matches paths as Express does: in either case, with or without a trailing slash.
    pattern: new RegExp(`^${path.replaceAll(".", "\\.").replaceAll(/\{\w+\}/g, "[^/]+")}/?$`, "i"),
  }));
  return ({ method, path }, response, next) => {
    const allowed = new Set(calls.filter(({ pattern }) => pattern.test(path)).flatMap(({ methods }) => methods));
    if (allowed.size === 0 || allowed.has(method)) return next();
    const listed = [...allowed].join(", ");
    response.set("Allow", listed);
    throw new Refusal("methodNotAllowed", `${path} takes ${listed}; this was a ${method}`);
  };
}
