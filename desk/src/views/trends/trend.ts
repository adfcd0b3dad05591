import { answerOf, type Schemas, service } from "../../service.ts";
import { TOPICS, type Topic } from "../../topic.tsx";
import { type TrendFilters, trendQuery } from "./trend-query.ts";

export type Trend = Schemas["GetTrendAnswer"];

/** A period of one topic. */
export interface TrendPoint {
  topic: Topic;
  start: Date;
  n: number;
  /** Null where there is nothing to measure. */
  value: number | null;
  low: number | null;
  high: number | null;
  modelVersions: readonly string[];
}

/** The first period with a model's tags. */
interface ModelChange {
  start: Date;
  modelVersion: string;
}

/** Loads one answer for each topic. */
export async function loadTrends(filters: TrendFilters, signal: AbortSignal): Promise<Trend[]> {
  return Promise.all(
    TOPICS.map(async (topic) => {
      const answer = answerOf(
        await service.GET("/v1/trends", { params: { query: trendQuery(filters, topic) }, signal }),
      );
      if (typeof answer === "string") throw new Error("a trend came as CSV, which was not asked for");
      return answer;
    }),
  );
}

export function listPoints(trends: readonly Trend[]): TrendPoint[] {
  return trends.flatMap(({ topic, points }) =>
    points.map(({ start, n, value, low = null, high = null, modelVersions }) => ({
      topic,
      start: new Date(start),
      n,
      value,
      low,
      high,
      modelVersions,
    })),
  );
}

/** Lists, over all topics, the periods in which a model first appears, except the first period. */
export function listModelChanges(points: readonly TrendPoint[]): ModelChange[] {
  const tagged = points.filter(({ modelVersions }) => modelVersions.length > 0);
  const inOrder = tagged.sort((a, b) => a.start.getTime() - b.start.getTime());
  const first = inOrder[0]?.start.getTime();
  const begins = new Map<string, Date>();
  for (const { start, modelVersions } of inOrder) {
    for (const modelVersion of modelVersions) if (!begins.has(modelVersion)) begins.set(modelVersion, start);
  }
  return [...begins]
    .map(([modelVersion, start]) => ({ start, modelVersion }))
    .filter(({ start }) => start.getTime() !== first);
}
