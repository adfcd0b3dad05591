import { setTimeout as sleep } from "node:timers/promises";
import { sql } from "drizzle-orm";
import { openTaggingQueue } from "../src/queue/tagging-queue.js";
import { openMigrated } from "../src/start.js";
import { type Database, execute, iso } from "../src/storage/database.js";
import { startChild } from "../test/support/child.js";
import { startEntry } from "../test/support/service.js";
import type { Benchmark } from "./benchmark.js";
import { fillArticles } from "./fill.js";
import { compare, outcomeOf } from "./measure.js";
import { SERVER_PROGRAMS, type Servers, withServers } from "./servers.js";

/** A backlog of some seconds, since a worker that has just started is slow for the first thousand. */
const JOBS = 10_000;
const CONCURRENCY = 200;
const BATCH = 500;
const LOOK_EVERY_MS = 500;
const IDEAL_WITHIN_MS = 300_000;

/** Compares a worker process that drains a filled queue, taggings committed, with the sum of its unavoidable parts. */
export const drainAgainstIdeal: Benchmark = {
  name: "drain",
  least: 0.8,
  what: "jobs a second of one worker process, taggings committed / 1 ÷ (1 ÷ an empty BullMQ worker's + one classify)",
  needs: SERVER_PROGRAMS,
  run: () =>
    withServers(async (servers) => {
      const database = await openMigrated({ databaseUrl: servers.postgres.url, dataDir: "" }, ".");
      const rates = await compare(
        () => drain(database.db, servers),
        () => idealRate(servers),
        3,
      );
      await database.close();
      return outcomeOf(rates);
    }),
};

async function drain(db: Database, { redis, environment }: Servers): Promise<number> {
  await fillQueue(db, redis.url);
  const began = new Date();
  const worker = startEntry("workers/main.js", { ...environment, WORKER_CONCURRENCY: String(CONCURRENCY) });
  for (;;) {
    const { count, rate } = await readRate(db, began);
    if (count >= JOBS) {
      await worker.end("SIGTERM");
      return rate;
    }
    await sleep(LOOK_EVERY_MS);
  }
}

async function fillQueue(db: Database, redisUrl: string): Promise<void> {
  const queue = openTaggingQueue({ kind: "redis", redis: { kind: "single", url: redisUrl } }, () => {});
  const filled = await fillArticles(db, JOBS);
  for (let start = 0; start < JOBS; start += BATCH) await queue.enqueue(filled.slice(start, start + BATCH));
  await queue.close();
}

/** Computes the rate from the taggings' times, without the first commit's: frequent looks would distort it. */
async function readRate(db: Database, since: Date): Promise<{ count: number; rate: number }> {
  const [row] = await execute<{ count: number; rate: number | null }>(
    db,
    sql`
    select count(*)::int as count,
      (count(*) filter (where tagged_at > first) / nullif(extract(epoch from max(tagged_at) - min(first)), 0))::float8 as rate
    from (
      select tagged_at, min(tagged_at) over () as first from beatline.taggings where tagged_at >= ${iso(since)}::timestamptz
    ) as tagged`,
  );
  return { count: row?.count ?? 0, rate: row?.rate ?? 0 };
}

async function idealRate({ redis }: Servers): Promise<number> {
  const args = ["--import", "tsx", "bench/ideal-worker.ts", redis.url, String(JOBS), String(CONCURRENCY)];
  const child = startChild(process.execPath, args);
  const [, drained, classified] = await child.waitFor(/drained (\S+) classified (\S+)/, IDEAL_WITHIN_MS);
  return 1 / (1 / Number(drained) + 1 / Number(classified));
}
