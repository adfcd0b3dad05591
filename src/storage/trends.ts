import { and, eq, gte, isNotNull, isNull, lt, type SQL, sql } from "drizzle-orm";
import type { Topic } from "../domain/topic.js";
import type { Interval, Tally } from "../domain/trend.js";
import { type Database, execute, matches } from "./database.js";
import type { ListFilter } from "./listing.js";
import { articles, tags } from "./schema/articles.js";

/** Which articles a trend counts; the filters of lists. */
export type TrendFilter = Pick<
  ListFilter,
  "source" | "section" | "visibleSource" | "publishedAfter" | "publishedBefore"
>;

interface TallyRow extends Omit<Tally, "start"> {
  start: number;
}

/** Tallies a topic in each period, by model. Everything is read from the index `tags_topic_listed`. */
export async function tallyTopic(
  db: Database,
  topic: Topic,
  interval: Interval,
  filter: TrendFilter,
): Promise<Tally[]> {
  const rows = await execute<TallyRow>(
    db,
    sql`
    select ${startOf(interval, sql`${tags.listedAt}`)}, ${tags.modelVersion} as "modelVersion", count(*)::int as articles,
      count(${tags.tone})::int as toned, coalesce(sum(${tags.tone}::float8), 0) as "toneSum",
      coalesce(sum(${tags.tone}::float8 ^ 2), 0) as "toneSquares"
    from ${tags} where ${and(eq(tags.topic, topic), eq(tags.withdrawn, false), ...conditions(tags, filter))}
    group by 1, 2`,
  );
  return rows.map(toTally);
}

/** Tallies the tagged articles in each period, by model. Everything is read from the index `articles_listed`. */
export async function tallyTagged(db: Database, interval: Interval, filter: TrendFilter): Promise<Tally[]> {
  const rows = await execute<TallyRow>(
    db,
    sql`
    select ${startOf(interval, sql`${articles.listedAt}`)}, ${articles.modelVersion} as "modelVersion",
      count(*)::int as articles, 0 as toned, 0 as "toneSum", 0 as "toneSquares"
    from ${articles}
    where ${and(isNull(articles.withdrawnAt), isNotNull(articles.outcome), ...conditions(articles, filter))}
    group by 1, 2`,
  );
  return rows.map(toTally);
}

/** Returns a start in seconds since 1970, since the two drivers write times differently. */
function startOf(interval: Interval, time: SQL): SQL {
  return sql`extract(epoch from date_trunc(${interval}, ${time}, 'UTC'))::float8 as start`;
}

function toTally({ start, ...row }: TallyRow): Tally {
  return { ...row, start: new Date(start * 1000) };
}

function conditions(table: typeof tags | typeof articles, filter: TrendFilter): (SQL | undefined)[] {
  return [
    matches(table.source, filter.source),
    matches(table.source, filter.visibleSource),
    matches(table.section, filter.section),
    filter.publishedAfter && gte(table.listedAt, filter.publishedAfter),
    filter.publishedBefore && lt(table.listedAt, filter.publishedBefore),
  ];
}
