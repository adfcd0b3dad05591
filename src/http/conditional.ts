import { hash } from "node:crypto";
import type { Request, Response } from "express";

/**
 * Answers 304 to who has the representation that `etag` names already, and with `answer` to anyone else. Caches may keep
 * it for their one reader, and ask each time whether it still holds.
 */
export function answerUnlessKnown(request: Request, response: Response, etag: string, answer: () => void): void {
  response.set("ETag", etag).set("Cache-Control", "private, no-cache");
  if (listsTag(request.get("if-none-match"), (given) => given === etag)) response.status(304).end();
  else answer();
}

/** The same for a text that is made anyhow, by its hash: what is spared is sending it. */
export function answerText(request: Request, response: Response, type: string, text: string): void {
  const etag = `"${hash("sha256", text, "base64url").slice(0, 27)}"`;
  answerUnlessKnown(request, response, etag, () => response.type(type).send(text));
}

/**
 * Whether a conditional header names what is meant. Express' own check gives up on `Cache-Control: no-cache`, which fetch
 * adds to every conditional request. A tag that a proxy made weak, as one that compresses does, names the same.
 */
export function listsTag(header: string | undefined, isMeant: (given: string) => boolean): boolean {
  const given = header?.split(",").map((entry) => entry.trim().replace(/^W\//, "")) ?? [];
  return given.some((entry) => entry === "*" || isMeant(entry));
}
