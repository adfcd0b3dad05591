import { setTimeout as sleep } from "node:timers/promises";
import type { Response } from "express";
import { z } from "zod";

export const LONGEST_WAIT_S = 30;
const LOOK_EVERY_MS = 100;

/** `?wait=`: how many seconds to wait for a pending tagging. */
export const wait = z
  .string()
  .regex(/^\d+$/, "must be a whole number of seconds")
  .meta({ maximum: LONGEST_WAIT_S })
  .transform(Number)
  .refine((seconds) => seconds <= LONGEST_WAIT_S, `must be at most ${LONGEST_WAIT_S}`);

interface Wait<Found> {
  isComplete: (found: Found) => boolean;
  seconds: number;
  /** Ends the wait if its reader leaves. */
  response: Response;
  stopping: AbortSignal;
}

/** Polls until the result is complete, the time is up, the reader has left or the process is stopping. */
export async function waitFor<Found>(
  find: () => Promise<Found>,
  { isComplete, seconds, response, stopping }: Wait<Found>,
): Promise<Found> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const found = await find();
    if (isComplete(found) || Date.now() >= deadline || response.closed || stopping.aborted) return found;
    await sleep(LOOK_EVERY_MS);
  }
}
