import { setTimeout as sleep } from "node:timers/promises";
import { runMigrations } from "bullmq";
import { sql } from "drizzle-orm";
import { classify } from "../models/classify.js";
import { loadModels } from "../models/load.js";
import { openTaggingQueue } from "../src/queue/tagging-queue.js";
import { type Database, execute, openDatabase } from "../src/storage/database.js";
import { startChild } from "../test/support/child.js";
import { startEntry } from "../test/support/service.js";
import type { Benchmark } from "./benchmark.js";
import { fillArticles } from "./fill.js";
import { readBenchTexts } from "./gold-texts.js";
import { compare, rate } from "./measure.js";
import { SERVER_PROGRAMS, type Servers, withServers } from "./servers.js";

const JOBS = 3000;
const CONCURRENCY = 200;
const BATCH = 500;

/** One worker process that drains a filled queue, taggings committed, against the sum of its unavoidable parts. */
export const drainAgainstIdeal: Benchmark = {
  name: "drain",
  least: 0.8,
  what: "jobs a second of one worker process, taggings committed / 1 ÷ (1 ÷ an empty BullMQ worker's + one classify)",
  needs: SERVER_PROGRAMS,
  run: () =>
    withServers(async (servers) => {
      const database = await openDatabase({ databaseUrl: servers.postgres.url, dataDir: "" }, "src/storage/migrations");
      await database.migrate((client) => runMigrations(client));
      const { ours, theirs } = await compare(
        () => drain(database.db, servers),
        () => idealRate(servers),
        3,
      );
      await database.close();
      return { ratio: ours / theirs, ours: `${ours.toFixed(0)}/s`, theirs: `${theirs.toFixed(0)}/s` };
    }),
};

async function drain(db: Database, { redis, environment }: Servers): Promise<number> {
  const before = await countTaggings(db);
  await fillQueue(db, redis.url);
  const worker = startEntry("workers/main.js", { ...environment, WORKER_CONCURRENCY: String(CONCURRENCY) });
  const first = await whenTagged(db, before + 1);
  const last = await whenTagged(db, before + JOBS);
  await worker.end("SIGTERM");
  return (last.count - first.count) / ((last.at - first.at) / 1000);
}

async function fillQueue(db: Database, redisUrl: string): Promise<void> {
  const queue = openTaggingQueue({ kind: "redis", redis: { kind: "single", url: redisUrl } }, () => {});
  const filled = await fillArticles(db, JOBS);
  for (let start = 0; start < JOBS; start += BATCH) await queue.enqueue(filled.slice(start, start + BATCH));
  await queue.close();
}

async function whenTagged(db: Database, least: number): Promise<{ count: number; at: number }> {
  for (;;) {
    const count = await countTaggings(db);
    if (count >= least) return { count, at: performance.now() };
    await sleep(20);
  }
}

async function countTaggings(db: Database): Promise<number> {
  const [row] = await execute<{ count: number }>(db, sql`select count(*)::int as count from beatline.taggings`);
  return row?.count ?? 0;
}

async function idealRate({ redis }: Servers): Promise<number> {
  const args = ["--import", "tsx", "bench/empty-worker.ts", redis.url, String(JOBS * 3), String(CONCURRENCY)];
  const child = startChild(process.execPath, args);
  const [, printed] = await child.waitFor(/rate (\S+)/);
  const models = loadModels("models");
  const { texts } = readBenchTexts(60);
  const classified = () => rate(texts, (text) => classify({ ...text, bodyFormat: "text" }, models));
  classified();
  return 1 / (1 / Number(printed) + 1 / classified());
}
