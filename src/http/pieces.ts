import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { Response } from "express";
import { observationOf } from "./observation.js";

/**
 * Sends a long answer in pieces, as fast as they are read. `open` reads the first piece, while a failure can still set
 * the status. A later failure breaks off the answer, as its reader sees, and is noted. A reader that leaves is not one.
 *
 * @param open is not called for HEAD, whose answer has no body.
 * @throws what `open` throws.
 */
export async function sendPieces(response: Response, open: () => Promise<AsyncIterable<string>>): Promise<void> {
  if (response.req.method === "HEAD") {
    response.end();
    return;
  }
  const pieces = await open();
  try {
    await pipeline(takeTurns(pieces), response);
  } catch (error) {
    if (isReaderGone(error)) return;
    observationOf(response).problem = { kind: "unavailable", detail: "The answer broke off", error };
  }
}

/** Lets the event loop do other work between pieces: a fast embedded database and socket would block it to the end. */
async function* takeTurns(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    yield piece;
    await setImmediate();
  }
}

function isReaderGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
