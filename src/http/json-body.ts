import { type Request, type RequestHandler, raw } from "express";
import { Refusal } from "../domain/errors.js";
import { parseJson } from "../intake/json.js";

const JSON_TYPE = /^application\/(?:[\w.-]+\+)?json\s*(?:;|$)/i;

/** Reads the body's bytes, unchanged, up to `limit` bytes even once inflated; signatures are made over them. */
export function readBytes(limit: number): RequestHandler {
  return raw({ limit, type: () => true, inflate: true });
}

/** @throws Refusal `unsupportedMediaType` when the body does not say that it is JSON. */
export function requireJsonType(request: Request): void {
  const type = request.get("content-type") ?? "";
  if (!JSON_TYPE.test(type)) {
    throw new Refusal("unsupportedMediaType", "Content-Type must be application/json");
  }
}

/** The bytes that `readBytes` read. */
export function bytesOf(request: Request): Buffer {
  return Buffer.isBuffer(request.body) ? request.body : Buffer.alloc(0);
}

/** @throws Refusal `unsupportedMediaType` or `badRequest`. */
export function jsonOf(request: Request): unknown {
  requireJsonType(request);
  return parseJson(bytesOf(request));
}
