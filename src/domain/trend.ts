/** The periods of a trend, in UTC; weeks start on Monday. */
export const INTERVALS = ["day", "week", "month"] as const;

export type Interval = (typeof INTERVALS)[number];

export const MEASURES = ["count", "share", "tone"] as const;

type Measure = (typeof MEASURES)[number];

/** One model's tally of a period's articles: how many, and the sums of their tone scores and of the squares. */
export interface Tally {
  start: Date;
  modelVersion: string;
  articles: number;
  /** How many of them have a tone score. */
  toned: number;
  toneSum: number;
  toneSquares: number;
}

/**
 * A period of a trend; `value` rests on `n` articles. A tone is null when `n` is 0, a count or share only when no
 * article at all was tagged. `low` and `high` are the 95% interval of a mean tone; null when `n` is below 2.
 */
export interface TrendPoint {
  start: Date;
  n: number;
  value: number | null;
  low?: number | null;
  high?: number | null;
  /** The models that tagged the articles which `n` counts. */
  modelVersions: string[];
}

const DAY_MS = 86_400_000;

function startOf(interval: Interval, time: Date): Date {
  if (interval === "month") return utc(time.getUTCFullYear(), time.getUTCMonth());
  const midnight = Math.floor(time.getTime() / DAY_MS) * DAY_MS;
  const sinceMonday = interval === "week" ? (time.getUTCDay() + 6) % 7 : 0;
  return new Date(midnight - sinceMonday * DAY_MS);
}

function startAfter(interval: Interval, start: Date): Date {
  if (interval === "month") return utc(start.getUTCFullYear(), start.getUTCMonth() + 1);
  return new Date(start.getTime() + (interval === "week" ? 7 : 1) * DAY_MS);
}

/** Lists the whole periods from that of `first` to that of `last`, both included, and at most one more than `most`. */
export function listPeriods(interval: Interval, first: Date, last: Date, most: number): Date[] {
  const periods: Date[] = [];
  for (
    let start = startOf(interval, first);
    start <= last && periods.length <= most;
    start = startAfter(interval, start)
  ) {
    periods.push(start);
  }
  return periods;
}

/** Creates a point. @param all the tallies of every article with a tagging; a tone needs only the topic's. */
export function createPoint(
  measure: Measure,
  start: Date,
  ofTopic: readonly Tally[],
  all: readonly Tally[],
): TrendPoint {
  const articles = sum(ofTopic, "articles");
  const counted = measure === "share" ? all : ofTopic;
  const modelVersions = [...new Set(counted.map(({ modelVersion }) => modelVersion))].filter(Boolean).sort();
  if (measure === "tone") return { start, ...meanTone(ofTopic), modelVersions };
  const n = sum(counted, "articles");
  const value = all.length === 0 ? null : measure === "share" ? articles / n : articles;
  return { start, n, value, modelVersions };
}

function meanTone(tallies: readonly Tally[]): Pick<Required<TrendPoint>, "n" | "value" | "low" | "high"> {
  const n = sum(tallies, "toned");
  if (n === 0) return { n, value: null, low: null, high: null };
  const mean = sum(tallies, "toneSum") / n;
  if (n === 1) return { n, value: round(mean), low: null, high: null };
  const variance = Math.max(0, (sum(tallies, "toneSquares") - n * mean ** 2) / (n - 1));
  const reach = studentQuantile(n - 1) * Math.sqrt(variance / n);
  return { n, value: round(mean), low: round(Math.max(-1, mean - reach)), high: round(Math.min(1, mean + reach)) };
}

/** Student's t at 97.5%, for 1 to 5 degrees of freedom. */
const FEW_FREEDOMS = [12.7062, 4.3027, 3.1824, 2.7764, 2.5706];

/** Returns Student's t at 97.5%, from 6 freedoms on by its expansion, within 0.0012 (Abramowitz and Stegun 26.7.5). */
function studentQuantile(freedoms: number): number {
  const known = FEW_FREEDOMS[freedoms - 1];
  return known ?? 1.95996 + 2.3722 / freedoms + 2.8224 / freedoms ** 2 + 2.5559 / freedoms ** 3;
}

function sum(tallies: readonly Tally[], key: "articles" | "toned" | "toneSum" | "toneSquares"): number {
  return tallies.reduce((total, tally) => total + tally[key], 0);
}

/** Rounds to four digits; more would say nothing. */
function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}

function utc(year: number, month: number): Date {
  const date = new Date(0);
  // Unlike Date.UTC, setUTCFullYear takes the years below 100 as they are.
  date.setUTCFullYear(year, month, 1);
  return date;
}
