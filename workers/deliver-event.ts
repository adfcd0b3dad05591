import { Webhook } from "standardwebhooks";
import { type OutboundState, pauseAfter, type StoredAttempt, webhookIdOf, writeEvent } from "../src/domain/event.js";
import { describeArticle } from "../src/domain/tags-document.js";
import { followAbort } from "../src/follow-abort.js";
import type { StoredEndpoint } from "../src/storage/endpoints.js";
import type { ToldEvent } from "../src/storage/events.js";
import type { AttemptResult, ClaimedDelivery } from "../src/storage/outbound.js";
import { AddressRefused, type Post, type PostAnswer } from "./post-event.js";

export interface DeliverParts {
  findEndpoint: (endpointId: string) => Promise<StoredEndpoint | undefined>;
  /** Claims due deliveries for a limited time. */
  claimDue: (endpointId: string, limit: number) => Promise<ClaimedDelivery[]>;
  loadEvents: (eventIds: number[]) => Promise<Map<number, ToldEvent>>;
  releaseDelivery: (endpointId: string, eventId: number) => Promise<void>;
  dropDelivery: (endpointId: string, eventId: number) => Promise<void>;
  /** @returns whether this disabled the endpoint. */
  saveAttempt: (result: AttemptResult) => Promise<{ disabled: boolean }>;
  post: (post: Post) => Promise<PostAnswer>;
  report: (report: AttemptReport) => void;
  /** Aborted when the process is told to stop: no new attempt begins. */
  stopping: AbortSignal;
  /** Aborted a little later: what is still under way is cut off and released. */
  cut: AbortSignal;
}

export interface AttemptReport {
  endpointId: string;
  event: ToldEvent;
  /** Counts from 1. */
  tries: number;
  result: AttemptOutcome;
  attempt: StoredAttempt;
  nextAt: Date | undefined;
  disabled: boolean;
}

/** `refused`: by us, since the address is private or not https. `unanswered`: no connection, or a broken one. */
type AttemptOutcome = "delivered" | "rejected" | "gone" | "timeout" | "unanswered" | "refused";

const UNANSWERED: ReadonlySet<AttemptOutcome> = new Set(["timeout", "unanswered", "refused"]);
/** Concurrent requests to one endpoint. */
const AT_ONCE = 10;
/** Time limit of an attempt, from the name lookup to the end of the answer. */
const ATTEMPT_MS = 15_000;
const GONE = 410;
/** Statuses whose `Retry-After` is honored. */
const LATER = [429, 503];

/**
 * Sends everything that is due to an endpoint, ten at a time as soon as it has answered one. It ends when nothing was
 * answered: the next look for due deliveries tries again. A long line for a dead endpoint would otherwise keep the
 * database and the name lookups busy.
 */
export async function deliverDue(parts: DeliverParts, endpointId: string): Promise<void> {
  for (let limit = 1; !parts.stopping.aborted; limit = AT_ONCE) {
    const endpoint = await parts.findEndpoint(endpointId);
    if (!endpoint || endpoint.disabledAt) return;
    const claimed = await parts.claimDue(endpointId, limit);
    if (claimed.length === 0) return;
    const events = await parts.loadEvents(claimed.map(({ eventId }) => eventId));
    const results = await Promise.all(
      claimed.map((delivery) => deliver(parts, endpoint, delivery, events.get(delivery.eventId))),
    );
    if (results.every((result) => result && UNANSWERED.has(result))) return;
  }
}

/** @returns undefined when there was nothing to send. */
async function deliver(
  parts: DeliverParts,
  endpoint: StoredEndpoint,
  { eventId, tries }: ClaimedDelivery,
  event: ToldEvent | undefined,
): Promise<AttemptOutcome | undefined> {
  const { endpointId } = endpoint;
  const body = event && write(event);
  if (!event || body === undefined) {
    await parts.dropDelivery(endpointId, eventId);
    return undefined;
  }
  const made = await attempt(parts, endpoint, event, body);
  const { result } = made;
  if (parts.cut.aborted && result === "unanswered") {
    await parts.releaseDelivery(endpointId, eventId);
    return result;
  }
  const ended = { endpointId, eventId, attempt: made.attempt, ...whatFollows(made, tries + 1) };
  const { disabled } = await parts.saveAttempt(ended);
  parts.report({ endpointId, event, tries: tries + 1, result, attempt: made.attempt, nextAt: ended.nextAt, disabled });
  return result;
}

/** Returns the bytes to send; undefined when the article was withdrawn or, after a failure, tagged after all. */
function write(event: ToldEvent): string | undefined {
  if (event.type === "endpoint.test") return writeEvent(event, { message: "This is a test" });
  return event.article && writeEvent(event, describeArticle(event.article, new Set()));
}

interface MadeAttempt {
  result: AttemptOutcome;
  attempt: StoredAttempt;
  /** The pause that the endpoint asked for; 0 when it asked for none. */
  askedMs: number;
}

async function attempt(
  parts: DeliverParts,
  { url, ...endpoint }: StoredEndpoint,
  event: ToldEvent,
  body: string,
): Promise<MadeAttempt> {
  const at = new Date();
  const started = performance.now();
  const late = AbortSignal.timeout(ATTEMPT_MS);
  const headers = { ...describeBody(body), ...sign(endpoint, event, at, body) };
  const { own: cut, release } = followAbort(parts.cut);
  const answer = await parts.post({ url, headers, body, signal: AbortSignal.any([late, cut.signal]) }).then(
    ({ status, retryAfter }) => ({
      statusCode: status,
      result: readStatus(status),
      askedMs: readPause(status, retryAfter),
    }),
    (error: unknown) => ({ statusCode: null, ...readError(error, late.aborted), askedMs: 0 }),
  );
  release();
  const { result, askedMs, ...seen } = answer;
  return { result, askedMs, attempt: { at: at.toISOString(), ms: Math.round(performance.now() - started), ...seen } };
}

function describeBody(body: string): Record<string, string> {
  return {
    "content-type": "application/json",
    "content-length": String(Buffer.byteLength(body)),
    "user-agent": "Beatline",
  };
}

/** Signs each attempt anew, since a signature expires; during a rotation, with both secrets. */
function sign(
  { secret, oldSecret, oldSecretEndsAt }: Pick<StoredEndpoint, "secret" | "oldSecret" | "oldSecretEndsAt">,
  event: ToldEvent,
  at: Date,
  body: string,
): Record<string, string> {
  const id = webhookIdOf(event);
  const secrets = oldSecret && oldSecretEndsAt && oldSecretEndsAt > at ? [secret, oldSecret] : [secret];
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((each) => new Webhook(each).sign(id, at, body)).join(" "),
  };
}

function readStatus(status: number): AttemptOutcome {
  if (status >= 200 && status < 300) return "delivered";
  return status === GONE ? "gone" : "rejected";
}

/** Reads `Retry-After`, seconds or a date (RFC 9110), in milliseconds; anything else is no pause. */
function readPause(status: number, retryAfter = ""): number {
  if (!LATER.includes(status)) return 0;
  const ms = /^\d+$/.test(retryAfter) ? Number(retryAfter) * 1000 : Date.parse(retryAfter) - Date.now();
  return ms > 0 ? ms : 0;
}

function readError(error: unknown, late: boolean): { result: AttemptOutcome; error: string } {
  if (late) return { result: "timeout", error: `no answer within ${ATTEMPT_MS / 1000} s` };
  if (error instanceof AddressRefused) return { result: "refused", error: error.message };
  // A code tells an engineer enough; a message may hold what the other side sent.
  const code = error instanceof Error && "code" in error ? String(error.code) : "no answer";
  return { result: "unanswered", error: code };
}

function whatFollows(
  { result, askedMs }: MadeAttempt,
  tries: number,
): { state: OutboundState; nextAt: Date | undefined; gone: boolean } {
  if (result === "delivered") return { state: "delivered", nextAt: undefined, gone: false };
  const gone = result === "gone";
  const pause = gone ? undefined : pauseAfter(tries, Math.random(), askedMs);
  const nextAt = pause === undefined ? undefined : new Date(Date.now() + pause);
  return { state: nextAt ? "waiting" : "failed", nextAt, gone };
}
