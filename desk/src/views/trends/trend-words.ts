import { nameTopic, TOPICS } from "../../topic.tsx";
import type { TrendPoint } from "./trend.ts";
import type { Interval, Measure } from "./trend-query.ts";

const day = new Intl.DateTimeFormat("en", { day: "numeric", month: "short", year: "numeric", timeZone: "UTC" });
const month = new Intl.DateTimeFormat("en", { month: "long", year: "numeric", timeZone: "UTC" });
const percent = new Intl.NumberFormat("en", { style: "percent", maximumFractionDigits: 1 });
const score = new Intl.NumberFormat("en", {
  signDisplay: "exceptZero",
  minimumFractionDigits: 2,
  maximumFractionDigits: 2,
});
const whole = new Intl.NumberFormat("en");

export const MEASURE_NAMES: Readonly<Record<Measure, string>> = { count: "Articles", share: "Share", tone: "Tone" };

export const MEASURE_TITLES: Readonly<Record<Measure, string>> = {
  count: "Articles about each topic",
  share: "Share of all articles",
  tone: "Mean tone toward each topic",
};

/** Names a period, and marks a running one, since its numbers are incomplete. */
export function describePeriod(start: Date, interval: Interval): string {
  return `${namePeriod(start, interval)}${isRunning(start, interval) ? ", so far" : ""}`;
}

function namePeriod(start: Date, interval: Interval): string {
  if (interval === "month") return month.format(start);
  return interval === "week" ? `Week of ${day.format(start)}` : day.format(start);
}

/** Returns whether a period is not over yet. */
export function isRunning(start: Date, interval: Interval): boolean {
  const end = new Date(start);
  if (interval === "month") end.setUTCMonth(end.getUTCMonth() + 1);
  else end.setUTCDate(end.getUTCDate() + (interval === "week" ? 7 : 1));
  return end.getTime() > Date.now();
}

export function describeValue(value: number, measure: Measure): string {
  if (measure === "count") return whole.format(value);
  return (measure === "share" ? percent : score).format(value);
}

/** Describes a point's value with its articles and interval. */
export function describePoint({ value, n, low, high }: TrendPoint, measure: Measure): string {
  if (value === null) return measure === "tone" ? "no tone" : "no articles";
  const said = describeValue(value, measure);
  if (measure === "count") return said;
  if (measure === "share") return `${said} of ${whole.format(n)}`;
  const interval = low === null || high === null ? "" : ` (${score.format(low)} to ${score.format(high)})`;
  return `${said}${interval}, n = ${whole.format(n)}`;
}

/** Describes a chart in words, for screen readers. */
export function summarize(points: readonly TrendPoint[], measure: Measure, interval: Interval): string {
  const topics = TOPICS.map((topic) => {
    const own = points.filter((point) => point.topic === topic && point.value !== null);
    const [first, last] = [own[0], own.at(-1)];
    if (!first || !last) return `${nameTopic(topic)}: no data.`;
    const at = (point: TrendPoint) =>
      `${describePoint(point, measure)} in ${describePeriod(point.start, interval).replace(/^Week/, "the week")}`;
    return own.length === 1
      ? `${nameTopic(topic)}: ${at(first)}.`
      : `${nameTopic(topic)}: from ${at(first)} to ${at(last)}.`;
  });
  return `${MEASURE_TITLES[measure]} by ${interval}. ${topics.join(" ")} The table below has all the numbers.`;
}
