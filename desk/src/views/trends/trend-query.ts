import { addDays, isDay, startOf, toDay } from "../../days.ts";
import { given } from "../../given.ts";
import { oneOf } from "../../one-of.ts";
import type { Topic } from "../../topic.tsx";

export const MEASURES = ["count", "share", "tone"] as const;
export const INTERVALS = ["day", "week", "month"] as const;
export const SPANS = ["30d", "3m", "12m"] as const;

export type Measure = (typeof MEASURES)[number];
export type Interval = (typeof INTERVALS)[number];
export type Span = (typeof SPANS)[number];

/** What the view shows, as in its URL. Days are in UTC and include the last one. */
export interface TrendFilters {
  measure: Measure;
  interval: Interval;
  /** Undefined for custom days. */
  span: Span | undefined;
  from: string;
  to: string;
  source: string;
  section: string;
}

/** @param now the current time, since spans end today. */
export function parseFilters(query: Readonly<Record<string, string>>, now: Date): TrendFilters {
  const custom = isDay(query.from) && isDay(query.to) && query.from <= query.to ? query : undefined;
  const span = custom ? undefined : (oneOf(SPANS, query.span) ?? "3m");
  return {
    measure: oneOf(MEASURES, query.measure) ?? "count",
    interval: oneOf(INTERVALS, query.interval) ?? "week",
    span,
    from: custom?.from ?? (span ? startOfSpan(span, now) : ""),
    to: custom?.to ?? toDay(now),
    source: query.source ?? "",
    section: query.section ?? "",
  };
}

/** Returns the query of the view's URL. A span ends on the day the link is opened; custom days are fixed. */
export function writeFilters({ measure, interval, span, from, to, source, section }: TrendFilters): string {
  const window = span ? { span } : { from, to };
  return new URLSearchParams({ measure, interval, ...window, ...given({ source, section }) }).toString();
}

/** Returns the query of `GET /v1/trends` for the filters. */
export function trendQuery(filters: TrendFilters, topic: Topic) {
  const { measure, interval, from, to, source, section } = filters;
  return {
    topic,
    measure,
    interval,
    publishedAfter: startOf(from),
    publishedBefore: startOf(addDays(to, 1)),
    ...given({ source, section }),
  };
}

/** Returns the address of the same points as CSV. */
export function csvLink(filters: TrendFilters, topic: Topic): string {
  return `/v1/trends?${new URLSearchParams({ ...trendQuery(filters, topic), format: "csv" })}`;
}

function startOfSpan(span: Span, now: Date): string {
  if (span === "30d") return addDays(toDay(now), -29);
  const start = new Date(now);
  start.setUTCDate(1);
  start.setUTCMonth(start.getUTCMonth() - (span === "3m" ? 2 : 11));
  return toDay(start);
}
