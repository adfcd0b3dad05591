import { MOST_AT_ONCE } from "../domain/event.js";
import { type Repeated, repeat } from "./repeat.js";

interface OutboundRelayParts {
  /** Gives what happened its numbers and plans its deliveries, up to 200 events at once. @returns how many. */
  numberEvents: () => Promise<number>;
  listDueEndpoints: () => Promise<string[]>;
  enqueue: (endpointIds: readonly string[]) => Promise<void>;
  /** Forgets what is kept past its time, a part at once. @returns how much. */
  purge: () => Promise<number>;
}

const INTERVAL_MS = 500;
const PURGE_EVERY_MS = 60_000;

/**
 * Moves what happened from the outbox to those who are to be told, at once and then twice a second, until it is stopped.
 * Every worker has one. First attempts and later ones go the same way: what is due is in the database alone.
 *
 * @param onError hears of each round that failed; the next one tries again.
 */
export function startOutboundRelay(parts: OutboundRelayParts, onError: (error: unknown) => void): Repeated {
  let purgedAt = 0;
  const round = async () => {
    // What comes while it looks can wait for the next round: else it would look without a pause while much happens.
    while ((await parts.numberEvents()) >= MOST_AT_ONCE);
    const due = await parts.listDueEndpoints();
    if (due.length > 0) await parts.enqueue(due);
    if (Date.now() - purgedAt < PURGE_EVERY_MS) return;
    // A part a round: events do not wait, nor does who stops it, until all is purged.
    if ((await parts.purge()) === 0) purgedAt = Date.now();
  };
  return repeat(() => round().catch(onError), INTERVAL_MS);
}
