import { pipeline } from "node:stream/promises";
import type { Response } from "express";
import { observationOf } from "./observation.js";

/**
 * Sends a long answer in pieces, as fast as they are read. There is no status left for a failure, so read the first piece
 * before: the answer breaks off, which its reader sees, and the failure is noted. A reader that leaves is none.
 */
export async function sendPieces(response: Response, pieces: AsyncIterable<string>): Promise<void> {
  try {
    await pipeline(pieces, response);
  } catch (error) {
    if (isReaderGone(error)) return;
    observationOf(response).problem = { kind: "unavailable", detail: "The answer broke off", error };
  }
}

function isReaderGone(error: unknown): boolean {
  return error instanceof Error && "code" in error && error.code === "ERR_STREAM_PREMATURE_CLOSE";
}
