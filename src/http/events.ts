import { once } from "node:events";
import { setTimeout as sleep } from "node:timers/promises";
import { type Request, type Response, Router } from "express";
import type { Logger } from "pino";
import { Refusal } from "../domain/errors.js";
import { followAbort } from "../follow-abort.js";
import { describeError } from "../log.js";
import type { Metrics } from "../metrics.js";
import type { Database } from "../storage/database.js";
import { findNewestEventId } from "../storage/events.js";
import { isStillLetIn, requireScope } from "./auth.js";
import { createEventReader, type Frame, LOOK_EVERY_MS } from "./event-reader.js";
import { noQuery, parseQuery } from "./query.js";

/** Per process. Each listener has a connection, and at most a page of events in memory. */
const MOST_LISTENERS = 100;
/** Shorter than the silence after which proxies, and this server, close a connection. */
const HEARTBEAT_MS = 15_000;
/** With the three seconds that a key is remembered, this makes the five within which a revoked key is refused. */
const ASK_AGAIN_MS = 2_000;
/** How long a reader may take over what was sent; once cut off, it can resume where it was. */
const TAKE_WITHIN_MS = 30_000;
/** How long a listener waits before it reconnects. */
const RECONNECT_MS = 2_000;
const RETRY_AFTER_S = 30;

const HEADERS = {
  "Content-Type": "text/event-stream; charset=utf-8",
  "Cache-Control": "no-cache, no-transform",
  // Without this, nginx would buffer the events.
  "X-Accel-Buffering": "no",
};

type ReadOn = (after: number) => Promise<readonly Frame[]>;

interface EventsParts {
  db: Database;
  metrics: Metrics;
  /** Aborted when the process is to end, and all streams with it. */
  stopping: AbortSignal;
  log: Logger;
}

/** `GET /v1/events`: what happens, as server-sent events, from now on or from after `Last-Event-ID`. */
export function createEvents({ db, metrics, stopping, log }: EventsParts): Router {
  const router = Router();
  const readShared = createEventReader(db);
  // A stream survives a database outage: many listeners give up for good when they reconnect and get a 503.
  const read: ReadOn = (after) =>
    readShared(after).catch((error: unknown) => {
      log.warn({ error: describeError(error) }, "listeners wait for the database");
      return [];
    });
  let listeners = 0;
  router.get("/v1/events", async (request, response) => {
    const { source } = requireScope(response, "read");
    parseQuery(request, noQuery);
    // Express hands HEAD to this handler too: it would wait for a body that never comes.
    if (request.method === "HEAD") return void response.set(HEADERS).end();
    if (listeners >= MOST_LISTENERS) throw refuseListener(response);
    // A client that hung up during the key lookup has closed already, so nothing would ever free its place.
    if (response.closed) return;
    const { own: over, release } = followAbort(stopping);
    response.once("close", () => over.abort());
    metrics.listeners.set(++listeners);
    try {
      const from = await readPosition(request, db);
      response.set(HEADERS).write(`retry: ${RECONNECT_MS}\n${placeOf(from)}`);
      await tell({ response, source, from, over: over.signal }, read).finally(() => response.end());
    } finally {
      release();
      metrics.listeners.set(--listeners);
    }
  });
  return router;
}

/** An id above the newest is from before a restored backup: no event could follow it, so the newest is used. */
async function readPosition(request: Request, db: Database): Promise<number> {
  const given = request.get("last-event-id");
  if (given !== undefined && !/^\d{1,15}$/.test(given)) {
    throw new Refusal("badRequest", "Last-Event-ID must be the id of the last event that you received");
  }
  const newest = await findNewestEventId(db);
  return given === undefined ? newest : Math.min(Number(given), newest);
}

/** One stream: whom it goes to, what they may see, after which event it begins, and until when. */
interface Stream {
  response: Response;
  source: string | null;
  from: number;
  over: AbortSignal;
}

async function tell({ response, source, from, over }: Stream, read: ReadOn): Promise<void> {
  let position = from;
  let sentAt = Date.now();
  let askedAt = Date.now();
  while (!over.aborted) {
    if (Date.now() - askedAt >= ASK_AGAIN_MS) {
      if (!(await isStillLetIn(response))) return;
      askedAt = Date.now();
    }
    const frames = await read(position);
    position = frames.at(-1)?.eventId ?? position;
    const text =
      textFor(source, frames) || (Date.now() - sentAt >= HEARTBEAT_MS ? `: nothing new\n${placeOf(position)}` : "");
    if (text) {
      sentAt = Date.now();
      if (!response.write(text)) await whenTaken(response, over);
    }
    if (frames.length === 0) await sleep(LOOK_EVERY_MS, undefined, { signal: over }).catch(() => {});
  }
}

/** Gives a listener that has received no event yet an id to resume from if the connection breaks. */
function placeOf(eventId: number): string {
  return `id: ${eventId}\n\n`;
}

function textFor(source: string | null, frames: readonly Frame[]): string {
  return frames.flatMap((frame) => (source === null || frame.source === source ? [frame.text] : [])).join("");
}

/** Cuts off a client that does not read, so that it never holds more than one page of events in memory. */
async function whenTaken(response: Response, over: AbortSignal): Promise<void> {
  const late = AbortSignal.timeout(TAKE_WITHIN_MS);
  await once(response, "drain", { signal: AbortSignal.any([over, late]) }).catch(() => {
    if (late.aborted) response.destroy();
  });
}

function refuseListener(response: Response): Refusal {
  response.set("Retry-After", String(RETRY_AFTER_S));
  return new Refusal(
    "tooManyRequests",
    `This process has ${MOST_LISTENERS} listeners, the most allowed; close streams that nobody reads`,
  );
}
