import { MOST_AT_ONCE } from "../domain/event.js";
import { type Repeated, repeat } from "./repeat.js";

interface OutboundRelayParts {
  /** Numbers up to 200 events and plans their deliveries. @returns how many events. */
  numberEvents: () => Promise<number>;
  listDueEndpoints: () => Promise<string[]>;
  enqueue: (endpointIds: readonly string[]) => Promise<void>;
  /** Deletes part of what is kept past its time. @returns how much. */
  purge: () => Promise<number>;
}

const INTERVAL_MS = 500;
const PURGE_EVERY_MS = 60_000;

/**
 * Numbers the events in the outbox and enqueues the endpoints that are due, at once and then twice a second until
 * stopped. Every worker has one. First attempts and retries go the same way, since only the database knows what is due.
 *
 * @param onError is called for each failed round; the next one tries again.
 */
export function startOutboundRelay(parts: OutboundRelayParts, onError: (error: unknown) => void): Repeated {
  let purgedAt = 0;
  const round = async () => {
    // Events that arrive meanwhile wait for the next round; else this would loop without a pause while much happens.
    while ((await parts.numberEvents()) >= MOST_AT_ONCE);
    const due = await parts.listDueEndpoints();
    if (due.length > 0) await parts.enqueue(due);
    if (Date.now() - purgedAt < PURGE_EVERY_MS) return;
    // Purges one part per round, so that neither events nor a stop wait until everything is purged.
    if ((await parts.purge()) === 0) purgedAt = Date.now();
  };
  return repeat(() => round().catch(onError), INTERVAL_MS);
}
