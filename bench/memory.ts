import { readFileSync } from "node:fs";
import type pg from "pg";
import { openTaggingQueue, type TaggingQueue } from "../src/queue/tagging-queue.js";
import { openMigrated } from "../src/start.js";
import { startEntry } from "../test/support/service.js";
import type { Benchmark } from "./benchmark.js";
import { readBenchTexts } from "./gold-texts.js";
import { compare } from "./measure.js";
import { connect, SERVER_PROGRAMS, type Servers, withServers } from "./servers.js";
import { untilTagged } from "./until.js";

const SHORT = 1_000;
const LONG = 100_000;
const ROUNDS = 3;
const TEXTS = 60;
const BATCH = 1_000;
const LOOK_EVERY_MS = 20;
const MEGABYTE = 1024;

/** Compares a worker's memory at a long backlog and at a short one; both tag the same number of articles. */
export const memoryAgainstShortBacklog: Benchmark = {
  name: "memory",
  least: 0.83,
  what: `the most memory that a worker takes at a backlog of ${SHORT} jobs / at ${LONG}, while it tags ${SHORT}`,
  needs: SERVER_PROGRAMS,
  run: async () => {
    const { ours, theirs } = await compare(
      async () => 1 / (await peakAt(LONG)),
      async () => 1 / (await peakAt(SHORT)),
      ROUNDS,
    );
    const describe = (inverse: number) => `${(1 / inverse / MEGABYTE).toFixed(0)} MB`;
    return { ratio: ours / theirs, ours: describe(ours), theirs: describe(theirs) };
  },
};

/** @returns the worker's peak of resident memory, in kilobytes. */
function peakAt(backlog: number): Promise<number> {
  return withServers(async (servers) => {
    const client = await connect(servers.postgres.url);
    await fillBacklog(client, servers, backlog);
    const worker = startEntry("workers/main.js", { ...servers.environment, WORKER_CONCURRENCY: "200" });
    await untilTagged(client, SHORT, LOOK_EVERY_MS);
    const peak = readPeak(worker.process.pid ?? 0);
    await worker.end("SIGKILL");
    await client.end();
    return peak;
  });
}

async function fillBacklog(client: pg.Client, { postgres, redis }: Servers, backlog: number): Promise<void> {
  const database = await openMigrated({ databaseUrl: postgres.url, dataDir: "" }, ".");
  await database.close();
  await client.query("create table texts (place int primary key, headline text, body text)");
  for (const [place, { headline, body }] of readBenchTexts(TEXTS).texts.entries()) {
    await client.query("insert into texts values ($1, $2, $3)", [place, headline, body]);
  }
  await client.query("set synchronous_commit to off");
  await client.query(ARTICLES, [backlog]);
  await client.query(REVISIONS);
  await client.query("vacuum analyze");
  const { rows } = await client.query<{ articleId: string }>(`select article_id as "articleId" from beatline.articles`);
  const queue = openTaggingQueue({ kind: "redis", redis: { kind: "single", url: redis.url } }, () => {});
  await enqueueAll(queue, rows);
  await queue.close();
}

async function enqueueAll(queue: TaggingQueue, rows: readonly { articleId: string }[]): Promise<void> {
  for (let start = 0; start < rows.length; start += BATCH) {
    await queue.enqueue(rows.slice(start, start + BATCH).map(({ articleId }) => ({ articleId, version: 1 })));
  }
}

/** The ids have the form of real ones. */
const ARTICLES = `
  insert into beatline.articles (article_id, source, external_id, version, event_at, listed_at, changed_at, headline)
  select 'art_' || left(translate(md5(number::text), '0189', 'ghij'), 26), 'cms', 'wp-' || number, 1, now(), now(), now(), ''
  from generate_series(1, $1::int) as number`;

const REVISIONS = `
  insert into beatline.revisions (article_id, version, content_hash, headline, body, body_format, received_at)
  select article_id, 1, '', texts.headline, body, 'text', now()
  from beatline.articles join texts on place = substring(external_id from 4)::int % ${TEXTS}`;

function readPeak(pid: number): number {
  const status = readFileSync(`/proc/${pid}/status`, "utf8");
  return Number(/^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1]);
}
