import { hash } from "node:crypto";
import type { Request, Response } from "express";

/**
 * Answers 304 to a client that already has the representation `etag` names; otherwise calls `answer`. Private caches
 * may keep it, but must ask each time whether it is still current.
 */
export function answerUnlessKnown(request: Request, response: Response, etag: string, answer: () => void): void {
  response.set("ETag", etag).set("Cache-Control", "private, no-cache");
  if (listsTag(request.get("if-none-match"), (given) => given === etag)) response.status(304).end();
  else answer();
}

/** Does the same for a text by its hash, which saves sending the text, though not making it. */
export function answerText(request: Request, response: Response, type: string, text: string): void {
  const etag = `"${hash("sha256", text, "base64url").slice(0, 27)}"`;
  answerUnlessKnown(request, response, etag, () => response.type(type).send(text));
}

/**
 * Tells whether a conditional header lists a tag that `isMeant` accepts. Express's own check gives up on
 * `Cache-Control: no-cache`, which fetch adds to every conditional request. Tags that a proxy made weak count too, as
 * compressing ones do.
 */
export function listsTag(header: string | undefined, isMeant: (given: string) => boolean): boolean {
  const given = header?.split(",").map((entry) => entry.trim().replace(/^W\//, "")) ?? [];
  return given.some((entry) => entry === "*" || isMeant(entry));
}
