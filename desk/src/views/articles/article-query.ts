import { addDays, isDay, startOf } from "../../days.ts";
import { given } from "../../given.ts";
import { oneOf } from "../../one-of.ts";
import { TOPICS, type Topic } from "../../topic.tsx";

export const TONES = ["positive", "negative", "mixed", "neutral"] as const;
export const DECISIONS = ["auto", "suggested", "accepted", "added", "rejected"] as const;

/** What the list shows, as in its URL. Days are in UTC and include the last one. */
export interface ArticleFilters {
  /** Words of headlines. */
  q: string;
  topic: Topic | undefined;
  decision: (typeof DECISIONS)[number] | undefined;
  tone: (typeof TONES)[number] | undefined;
  section: string;
  source: string;
  from: string;
  to: string;
}

export function parseFilters(query: Readonly<Record<string, string>>): ArticleFilters {
  return {
    q: query.q ?? "",
    topic: oneOf(TOPICS, query.topic),
    decision: oneOf(DECISIONS, query.decision),
    tone: oneOf(TONES, query.tone),
    section: query.section ?? "",
    source: query.source ?? "",
    from: isDay(query.from) ? query.from : "",
    to: isDay(query.to) ? query.to : "",
  };
}

/** Returns the query of the view's URL, empty when everything is shown. */
export function writeFilters(filters: ArticleFilters): string {
  return new URLSearchParams(given({ ...filters })).toString();
}

/** Returns the query of `GET /v1/articles` for the filters. */
export function articlesQuery({ from, to, ...filters }: ArticleFilters) {
  const times = { publishedAfter: from && startOf(from), publishedBefore: to && startOf(addDays(to, 1)) };
  return given({ ...filters, ...times });
}
