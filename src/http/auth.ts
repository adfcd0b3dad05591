import { createHash, timingSafeEqual } from "node:crypto";
import type { RequestHandler } from "express";
import { Refusal } from "../domain/errors.js";

/** Lets in who shows the key: `Authorization: Bearer <key>`. Digests are compared, so that time tells nothing. */
export function requireKey(apiKey: string): RequestHandler {
  const expected = digest(apiKey);
  return (request, _response, next) => {
    const given = /^Bearer +(\S+)$/i.exec(request.get("authorization") ?? "")?.[1];
    if (given === undefined) {
      throw new Refusal("unauthorized", "Send the header Authorization: Bearer <API_KEY>");
    }
    if (!timingSafeEqual(digest(given), expected)) throw new Refusal("unauthorized", "The API key is not known here");
    next();
  };
}

function digest(key: string): Buffer {
  return createHash("sha256").update(key).digest();
}
