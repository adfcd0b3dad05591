/** The events that the service reports, to endpoints and in `/v1/events`. */
export const EVENT_TYPES = ["article.tagged", "article.overridden", "article.failed"] as const;

/** `endpoint.test` is sent to one endpoint alone, when an admin asks for it. */
export type EventType = (typeof EVENT_TYPES)[number] | "endpoint.test";

/** `dropped`: there was nothing left to send, since the article had been withdrawn or was tagged after all. */
export const OUTBOUND_STATES = ["waiting", "delivered", "failed", "dropped"] as const;

export type OutboundState = (typeof OUTBOUND_STATES)[number];

/** `gone`: the endpoint answered 410. `failing`: no attempt succeeded for five days. `byHand`: somebody disabled it. */
export const DISABLED_REASONS = ["gone", "failing", "byHand"] as const;

export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** An attempt as the log keeps it; of the endpoint's answer, only the status. */
export interface StoredAttempt {
  /** RFC 3339. */
  at: string;
  /** Null when there was no answer; `error` then says why. */
  statusCode: number | null;
  ms: number;
  error?: string;
}

/** Most events numbered in one statement, which also writes a row of each for as many as 100 endpoints. */
export const MOST_AT_ONCE = 200;

/** An event that has its number. */
export interface NumberedEvent {
  eventId: number;
  type: EventType;
  at: Date;
}

/**
 * Returns the `webhook-id` of an event, the same in each attempt and replay. The time tells events apart where a
 * database restored from a backup gives out a number twice.
 */
export function webhookIdOf({ eventId, at }: NumberedEvent): string {
  return `evt_${eventId}_${at.getTime().toString(36)}`;
}

/** Returns an event as endpoints and listeners get it; `data` is the tags document, or a test's message. */
export function writeEvent({ type, at }: NumberedEvent, data: Record<string, unknown>): string {
  return JSON.stringify({ type, timestamp: at, data });
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Pauses before each attempt, as in Standard Webhooks; three days and some hours in all. */
const PAUSES_MS = [
  0,
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
];
/** Longest pause that a receiver may ask for: even if it delays every attempt, all end before the event is purged. */
const LONGEST_ASKED_MS = HOUR;
/** Spreads retries, so that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * Returns the pause before the next attempt once `tries` attempts have failed.
 *
 * @param random 0–1, spreads the pause over a tenth to either side.
 * @param askedMs the pause that the receiver asked for: it counts up to an hour, and shortens none.
 * @returns milliseconds; undefined after the last attempt.
 */
export function pauseAfter(tries: number, random: number, askedMs = 0): number | undefined {
  const planned = PAUSES_MS[tries];
  if (planned === undefined) return undefined;
  const asked = Math.min(askedMs, LONGEST_ASKED_MS);
  // A receiver that asked for a pause is not called before it ends.
  if (asked > planned) return Math.round(asked * (1 + JITTER * random));
  return Math.max(asked, Math.round(planned * (1 + JITTER * (2 * random - 1))));
}
