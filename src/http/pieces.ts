import { pipeline } from "node:stream/promises";
import { setImmediate } from "node:timers/promises";
import type { Response } from "express";
import { observationOf } from "./observation.js";

/**
 * Sends a long answer in pieces, as fast as they are read. There is no status left for a failure, so `open` reads the first
 * piece before: later the answer breaks off, which its reader sees, and the failure is noted. A reader that leaves is none.
 *
 * @param open is not called for HEAD, whose answer holds nothing of it.
 * @throws what `open` throws, while there is a status to say so with.
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

/** An embedded database and a socket may both be so fast that the event loop would come to nothing else before the end. */
async function* takeTurns(pieces: AsyncIterable<string>): AsyncGenerator<string> {
  for await (const piece of pieces) {
    yield piece;
    await setImmediate();
  }
}

function isReaderGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
