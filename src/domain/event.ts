/** What the service tells of, to endpoints and in `/v1/events`. */
export const EVENT_TYPES = ["article.tagged", "article.overridden", "article.failed"] as const;

/** `endpoint.test` is sent to one endpoint alone, when an admin asks for it. */
export type EventType = (typeof EVENT_TYPES)[number] | "endpoint.test";

/** `dropped`: there was nothing to say any more when its turn came, since the article had been withdrawn or was tagged after all. */
export const OUTBOUND_STATES = ["waiting", "delivered", "failed", "dropped"] as const;

export type OutboundState = (typeof OUTBOUND_STATES)[number];

/** `gone`: it answered 410. `failing`: for five days no attempt went well. `byHand`: somebody asked for it. */
export const DISABLED_REASONS = ["gone", "failing", "byHand"] as const;

export type DisabledReason = (typeof DISABLED_REASONS)[number];

/** An attempt as the log keeps it: nothing of what the endpoint answered but its status. */
export interface StoredAttempt {
  /** RFC 3339. */
  at: string;
  /** Null when there was no answer; `error` then says why. */
  statusCode: number | null;
  ms: number;
  error?: string;
}

/** Events that get their numbers in one statement, which writes a row for each of as many as 100 endpoints too. */
export const MOST_AT_ONCE = 200;

/** An event that has its number. */
export interface NumberedEvent {
  eventId: number;
  type: EventType;
  at: Date;
}

/**
 * What `webhook-id` says: the same in each attempt and each replay of an event. The time makes it another one where a
 * database was restored from a backup and gives a number once more.
 */
export function webhookIdOf({ eventId, at }: NumberedEvent): string {
  return `evt_${eventId}_${at.getTime().toString(36)}`;
}

/** The bytes of an event, as endpoints and listeners get it; `data` is the tags document, or what a test says. */
export function writeEvent({ type, at }: NumberedEvent, data: Record<string, unknown>): string {
  return JSON.stringify({ type, timestamp: at, data });
}

const SECOND = 1000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
/** Before each attempt, as Standard Webhooks has it; three days and some hours in all. */
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
/** What a receiver may ask to be waited for: attempts that are all put off by it still end before their event is forgotten. */
const LONGEST_ASKED_MS = HOUR;
/** So that what failed together does not come back together. */
const JITTER = 0.1;

/**
 * When to try again once `tries` attempts have failed.
 *
 * @param random 0–1, spreads the answer over a tenth to either side.
 * @param askedMs the pause that the receiver asked for: it is kept up to an hour, and makes none shorter.
 * @returns milliseconds; undefined after the last attempt.
 */
export function pauseAfter(tries: number, random: number, askedMs = 0): number | undefined {
  const planned = PAUSES_MS[tries];
  if (planned === undefined) return undefined;
  const asked = Math.min(askedMs, LONGEST_ASKED_MS);
  // Who asked for a pause is not called before its end.
  if (asked > planned) return Math.round(asked * (1 + JITTER * random));
  return Math.max(asked, Math.round(planned * (1 + JITTER * (2 * random - 1))));
}
