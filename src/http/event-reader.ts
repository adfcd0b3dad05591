import { writeEvent } from "../domain/event.js";
import { describeArticle } from "../domain/tags-document.js";
import type { Database } from "../storage/database.js";
import { listEvents, type ToldEvent } from "../storage/events.js";

/** An event as `/v1/events` sends it. */
export interface Frame {
  eventId: number;
  source: string | null;
  /** Empty if the article has been withdrawn. */
  text: string;
}

/** How often waiting listeners look for events. */
export const LOOK_EVERY_MS = 500;
const EVENTS_A_READ = 100;

/**
 * Creates a function that reads the events after a given one. Calls for the same events within half a second share an
 * answer, so any number of listeners that are up to date cost two queries a second together.
 */
export function createEventReader(db: Database): (after: number) => Promise<readonly Frame[]> {
  const shared = new Map<number, Promise<readonly Frame[]>>();
  return (after) => {
    const known = shared.get(after);
    if (known) return known;
    const asked = listEvents(db, after, EVENTS_A_READ).then((events) => events.map(toFrame));
    shared.set(after, asked);
    setTimeout(() => shared.delete(after), LOOK_EVERY_MS).unref();
    return asked;
  };
}

function toFrame(event: ToldEvent): Frame {
  const { eventId, type, source, article } = event;
  const text = article
    ? `id: ${eventId}\nevent: ${type}\ndata: ${writeEvent(event, describeArticle(article, new Set()))}\n\n`
    : "";
  return { eventId, source, text };
}
