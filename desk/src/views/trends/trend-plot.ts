import * as Plot from "@observablehq/plot";
import { nameTopic, TOPICS, type Topic } from "../../topic.tsx";
import { listModelChanges, type TrendPoint } from "./trend.ts";
import type { Interval, Measure } from "./trend-query.ts";
import { describePeriod, describePoint, describeValue } from "./trend-words.ts";

const DASHES: Readonly<Record<Topic, string>> = { immigration: "none", enforcement: "7 3", labor: "2 3" };
const SYMBOLS = { immigration: "circle", enforcement: "triangle", labor: "square" } as const;
const LABEL_GAP_PX = 16;
/** More dots than this would hide their own line. */
const MOST_DOTS = 70;
const MARGINS = { top: 28, right: 100, bottom: 32, left: 48 };

/** Draws the points. Colors come from the page, so that they follow its scheme. */
export function drawTrends(
  points: readonly TrendPoint[],
  measure: Measure,
  interval: Interval,
  { width, height }: { width: number; height: number },
): Element {
  const domain = findDomain(points, measure);
  const pxPerUnit = (height - MARGINS.top - MARGINS.bottom) / (domain[1] - domain[0]);
  const changes = listModelChanges(points);
  return Plot.plot({
    width,
    height,
    marginTop: MARGINS.top,
    marginRight: MARGINS.right,
    marginBottom: MARGINS.bottom,
    marginLeft: MARGINS.left,
    className: "trends-plot",
    x: { type: "utc", label: null, ...placeTicks(points, interval, Math.max(3, Math.floor(width / 130))) },
    y: { domain, label: null, grid: true, ticks: 5, tickFormat: (value: number) => describeValue(value, measure) },
    symbol: { domain: [...TOPICS], range: TOPICS.map((topic) => SYMBOLS[topic]) },
    marks: [
      measure === "tone" ? Plot.ruleY([0], { stroke: "var(--strong-line)" }) : null,
      Plot.ruleX(changes, { x: "start", stroke: "var(--muted)", strokeDasharray: "1 3" }),
      Plot.text(changes, {
        x: "start",
        text: ({ modelVersion }) => `new model ${modelVersion.split("-").at(-1) ?? ""}`,
        frameAnchor: "top",
        textAnchor: "end",
        dx: -4,
        dy: -18,
        fill: "var(--muted)",
      }),
      ...TOPICS.flatMap((topic) => drawTopic(points, topic, measure)),
      Plot.text(placeLabels(points, LABEL_GAP_PX / pxPerUnit, domain), {
        x: "start",
        y: "at",
        text: "name",
        fill: "color",
        textAnchor: "start",
        dx: 10,
        fontWeight: 600,
      }),
      Plot.tip(
        points,
        Plot.pointer({
          x: "start",
          y: "value",
          title: (point: TrendPoint) =>
            `${nameTopic(point.topic)}, ${describePeriod(point.start, interval)}\n${describePoint(point, measure)}`,
          fill: "var(--surface)",
          stroke: "var(--strong-line)",
        }),
      ),
    ],
  });
}

const dayOfYear = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });

/** Puts the ticks of weeks on Mondays, when they begin: the library would use Sundays. */
function placeTicks(points: readonly TrendPoint[], interval: Interval, most: number): Plot.ScaleOptions {
  if (interval !== "week") return { ticks: most };
  const starts = [...new Set(points.map(({ start }) => start.getTime()))].sort((a, b) => a - b);
  const step = Math.ceil(starts.length / most);
  const ticks = starts.filter((_, index) => index % step === 0).map((start) => new Date(start));
  return { ticks, tickFormat: (start: Date) => dayOfYear.format(start) };
}

function drawTopic(points: readonly TrendPoint[], topic: Topic, measure: Measure): Plot.Markish[] {
  const own = points.filter((point) => point.topic === topic);
  const stroke = `var(--${topic})`;
  const isAlone = (index: number) => own[index - 1]?.value == null && own[index + 1]?.value == null;
  const dotted = own.length <= MOST_DOTS ? own : own.filter((_, index) => isAlone(index));
  return [
    measure === "tone" ? Plot.areaY(own, { x: "start", y1: "low", y2: "high", fill: stroke, fillOpacity: 0.13 }) : null,
    Plot.lineY(own, { x: "start", y: "value", stroke, strokeWidth: 2, strokeDasharray: DASHES[topic] }),
    Plot.dot(
      dotted.filter(({ value }) => value !== null),
      { x: "start", y: "value", fill: stroke, symbol: "topic", r: 3.5 },
    ),
  ];
}

function findDomain(points: readonly TrendPoint[], measure: Measure): [number, number] {
  const values = points.flatMap(({ value, low, high }) => [value, low, high].filter((number) => number !== null));
  if (measure === "tone") {
    const reach = Math.min(1, Math.max(0.1, ...values.map(Math.abs)) * 1.05);
    return [-reach, reach];
  }
  return [0, Math.max(measure === "share" ? 0.02 : 4, ...values) * 1.05];
}

interface Label {
  start: Date;
  at: number;
  name: string;
  color: string;
}

/** Places each topic's name beside its last point, moved up where two would overlap. */
function placeLabels(points: readonly TrendPoint[], gap: number, [, top]: readonly [number, number]): Label[] {
  const end = points.at(-1)?.start;
  const labels = TOPICS.flatMap((topic) => {
    const last = points.filter((point) => point.topic === topic && point.value !== null).at(-1);
    if (!last || !end || last.value === null) return [];
    return [{ start: end, at: last.value, name: nameTopic(topic), color: `var(--${topic})` }];
  }).sort((a, b) => a.at - b.at);
  const overflow = (labels.length - 1) * gap;
  let floor = Number.NEGATIVE_INFINITY;
  return labels.map((label, index) => {
    const at = Math.max(Math.min(label.at, top - overflow + index * gap), floor);
    floor = at + gap;
    return { ...label, at };
  });
}
