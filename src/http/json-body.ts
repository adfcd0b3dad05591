import type { Request, RequestHandler } from "express";
import { Refusal } from "../domain/errors.js";
import { parseJson } from "../intake/json.js";
import { type BodyLimit, readBody } from "./read-body.js";

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;
const CHARSET = /;\s*charset\s*=\s*"?([^\s";]*)/i;
const UTF_8 = /^utf-?8$/i;

/**
 * Reads the bytes of a JSON body, at most `limit` even once inflated. They stay unchanged, since signatures cover them.
 * A body whose Content-Type says something else is not read.
 */
export function readJsonBytes<Params extends Record<string, string>>(limit: BodyLimit): RequestHandler<Params> {
  return async (request, response, next) => {
    requireJsonType(request.headers["content-type"] ?? "");
    request.body = await readBody(request, response, limit);
    next();
  };
}

/** @throws Refusal `unsupportedMediaType` unless the Content-Type says that the body is JSON, in UTF-8. */
function requireJsonType(type: string): void {
  if (!JSON_TYPE.test(type)) throw new Refusal("unsupportedMediaType", "Content-Type must be application/json");
  requireUtf8(type);
}

/** @param type the Content-Type. @throws Refusal `unsupportedMediaType` when it names another charset. */
export function requireUtf8(type: string): void {
  const charset = CHARSET.exec(type)?.[1];
  if (charset === undefined || UTF_8.test(charset)) return;
  throw new Refusal("unsupportedMediaType", "The charset in Content-Type must be utf-8, the only one that JSON allows");
}

/** Returns the bytes that `readJsonBytes` read. */
export function bytesOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** @throws Refusal `badRequest`. */
export function jsonOf(request: Request): unknown {
  return parseJson(bytesOf(request));
}
