import { Router } from "express";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";
import { TOPICS } from "../domain/topic.js";
import { createPoint, INTERVALS, listPeriods, MEASURES, type Tally, type TrendPoint } from "../domain/trend.js";
import type { Database } from "../storage/database.js";
import { tallyTagged, tallyTopic } from "../storage/trends.js";
import { requireScope } from "./auth.js";
import { csvFormat, wantsCsv, writeCsv } from "./csv.js";
import { filterText, isSpan, parseQuery, publication } from "./query.js";

export const trendQuery = z
  .strictObject({
    topic: z.enum(TOPICS),
    interval: z.enum(INTERVALS).default("day"),
    measure: z.enum(MEASURES).default("count"),
    section: filterText.optional(),
    source: filterText.optional(),
    ...publication,
    format: csvFormat,
  })
  .check(isSpan);

type TrendQuery = z.infer<typeof trendQuery>;

/** Ten years of days. */
const MOST_POINTS = 3_660;

/** Shown to people, under charts and in spreadsheets, so no parameter names appear in it. */
const MEASURED = {
  count: "how many articles have the topic (empty for a period in which no article has a tagging)",
  share: "of all n articles with a tagging, whatever its outcome, the share that has the topic",
  tone:
    "the mean tone score toward the topic, -1 to 1, of the n articles that have the topic and a score, with its 95% interval " +
    "(Student's t) from two articles on",
} as const;

const COUNTED =
  "each article once, as it is tagged now, by its time of publication, or else of first arrival, in UTC (weeks start on Monday); " +
  "tags and suggestions of the model count, and so do tags that editors accepted or added, but not tags that they rejected, nor " +
  "withdrawn articles; where the model changes, it may be the cause of a step";

/** `GET /v1/trends`: a topic over time, as JSON or CSV, with one point for each period, even without articles. */
export function createTrends({ db }: { db: Database }): Router {
  const router = Router();
  router.get("/v1/trends", async (request, response) => {
    const { source } = requireScope(response, "read");
    const query = parseQuery(request, trendQuery);
    const points = await readPoints(db, query, source);
    const trend = { ...describeQuery(query), counted: `${MEASURED[query.measure]}; ${COUNTED}`, points };
    response.vary("Accept");
    if (!wantsCsv(request, query.format)) return void response.json(trend);
    response.attachment(`trend-${query.topic}-${query.measure}-by-${query.interval}.csv`);
    response.type("text/csv").send(writeCsv(describeRows(trend)));
  });
  return router;
}

async function readPoints(db: Database, query: TrendQuery, visibleSource: string | null): Promise<TrendPoint[]> {
  const { topic, interval, measure } = query;
  const filter = { ...query, visibleSource };
  const ofTopic = await tallyTopic(db, topic, interval, filter);
  const all = measure === "tone" ? ofTopic : await tallyTagged(db, interval, filter);
  const [topicAt, allAt] = [byStart(ofTopic), byStart(all)];
  return listWindow(query, all).map((start) => {
    const at = start.getTime();
    return createPoint(measure, start, topicAt.get(at) ?? [], allAt.get(at) ?? []);
  });
}

/** Returns the periods asked for, else from the first article to the last. @throws Refusal `badRequest` if too many. */
function listWindow({ interval, publishedAfter, publishedBefore }: TrendQuery, tallies: readonly Tally[]): Date[] {
  const starts = tallies.map(({ start }) => start.getTime());
  const first = publishedAfter?.getTime() ?? Math.min(...starts);
  const last = publishedBefore ? publishedBefore.getTime() - 1 : Math.max(...starts);
  const periods = listPeriods(interval, new Date(first), new Date(last), MOST_POINTS);
  if (periods.length <= MOST_POINTS) return periods;
  throw new Refusal(
    "badRequest",
    `Query parameter interval: the articles span more than ${MOST_POINTS} periods; give publishedAfter and publishedBefore, or a longer interval`,
  );
}

function byStart(tallies: readonly Tally[]): Map<number, Tally[]> {
  const found = new Map<number, Tally[]>();
  for (const tally of tallies) {
    const at = tally.start.getTime();
    found.set(at, [...(found.get(at) ?? []), tally]);
  }
  return found;
}

function describeQuery({ topic, interval, measure, source, section, publishedAfter, publishedBefore }: TrendQuery) {
  return {
    topic,
    interval,
    measure,
    source: source ?? null,
    section: section ?? null,
    publishedAfter: publishedAfter ?? null,
    publishedBefore: publishedBefore ?? null,
  };
}

type Trend = ReturnType<typeof describeQuery> & { counted: string; points: TrendPoint[] };

const HEADER = "start n value low high modelVersions topic interval measure source section counted".split(" ");

/** Returns rows that can each be understood alone. */
function describeRows({ topic, interval, measure, source, section, counted, points }: Trend) {
  const rows = points.map(({ start, n, value, low = null, high = null, modelVersions }) => {
    const models = modelVersions.join(" ");
    return [start.toISOString(), n, value, low, high, models, topic, interval, measure, source, section, counted];
  });
  return [HEADER, ...rows];
}
