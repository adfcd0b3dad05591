import { Redis } from "ioredis";
import type pg from "pg";
import type { Child } from "../test/support/child.js";
import { freePort } from "../test/support/free-port.js";
import { API_KEY, startEntry } from "../test/support/service.js";
import { cpuTime, parentOf } from "./cpu-time.js";
import { readBenchTexts } from "./gold-texts.js";
import { delivery } from "./intake.js";
import { sendLoad } from "./load.js";
import { connect, type Servers, withServers } from "./servers.js";
import { countTagged, untilOk, untilTagged } from "./until.js";

const ARTICLES = 3_000;
/** Tagged before counting begins, so that models are loaded and code is warm. */
const WARM = 500;
const LOOK_EVERY_MS = 100;

interface Parts {
  api: Child;
  url: string;
  client: pg.Client;
  redis: Redis;
  servers: Servers;
}

/** Measures what a 600-word article costs: each process in ms of processor time, each store in bytes. Needs Linux. */
async function main(servers: Servers): Promise<void> {
  const port = String(await freePort());
  const api = startEntry("src/api.js", { ...servers.environment, PORT: port });
  const client = await connect(servers.postgres.url);
  const redis = new Redis(servers.redis.url);
  const parts = { api, url: `http://127.0.0.1:${port}`, client, redis, servers };
  await untilOk(`${parts.url}/readyz`);
  await measureIntake(parts);
  await measureTagging(parts);
  await measureLookup(parts);
  await printSizes(client);
  await Promise.all([api.end("SIGTERM"), client.end(), redis.quit()]);
}

async function measureIntake(parts: Parts): Promise<void> {
  const { texts } = readBenchTexts(60);
  const load = (count: number) =>
    Array.from({ length: count }, (_, index) => delivery(texts, index, "/v1/webhooks/cms"));
  await sendLoad(parts.url, load(WARM));
  const waiting = await readMemory(parts.redis);
  const requests = load(ARTICLES);
  await report("webhook", ARTICLES, parts, () => sendLoad(parts.url, requests));
  const bytes = ((await readMemory(parts.redis)) - waiting) / ARTICLES;
  print(`a waiting job: ${bytes.toFixed(0)} bytes of Redis`);
}

async function measureTagging(parts: Parts): Promise<void> {
  const worker = startEntry("workers/main.js", parts.servers.environment);
  await untilTagged(parts.client, WARM, LOOK_EVERY_MS);
  const before = await countTagged(parts.client);
  const left = ARTICLES + WARM - before;
  await report("tagging", left, { ...parts, worker }, () => untilTagged(parts.client, ARTICLES + WARM, LOOK_EVERY_MS));
  await worker.end("SIGTERM");
}

async function measureLookup(parts: Parts): Promise<void> {
  const { rows } = await parts.client.query<{ article_id: string }>("select article_id from beatline.articles");
  const headers = { authorization: `Bearer ${API_KEY}` };
  const load = rows.map(({ article_id: id }) => ({ path: `/v1/articles/${id}/tags`, method: "GET" as const, headers }));
  await sendLoad(parts.url, load);
  await report("lookup", load.length, parts, () => sendLoad(parts.url, load));
}

/** Prints what each process spent per item of `count` while `work` went on. */
async function report(
  what: string,
  count: number,
  { api, client, redis, worker }: Parts & { worker?: Child },
  work: () => Promise<unknown>,
): Promise<void> {
  const { rows } = await client.query<{ pid: number }>("select pg_backend_pid() as pid");
  const redisPid = Number(/process_id:(\d+)/.exec(await redis.info("server"))?.[1]);
  const pids = {
    api: api.process.pid,
    worker: worker?.process.pid,
    PostgreSQL: parentOf(rows[0]?.pid ?? 0),
    Redis: redisPid,
  };
  const read = () => Object.entries(pids).flatMap(([name, pid]) => (pid ? [{ name, spent: cpuTime(pid) }] : []));
  const before = read();
  await work();
  const spent = read().map(({ name, spent }, index) => {
    return `${name} ${((spent - (before[index]?.spent ?? 0)) / count).toFixed(2)} ms`;
  });
  print(`${what}: ${spent.join(", ")}`);
}

async function printSizes(client: pg.Client): Promise<void> {
  const { rows } = await client.query<{ name: string; table: number; indexes: number }>(
    `select relname as name, pg_table_size(oid)::int as table, pg_indexes_size(oid)::int as indexes from pg_class
     where relnamespace = 'beatline'::regnamespace and relkind = 'r' and pg_total_relation_size(oid) > 1000000`,
  );
  const each = (bytes: number) => `${(bytes / (ARTICLES + WARM) / 1000).toFixed(2)} kB`;
  for (const { name, table, indexes } of rows) print(`${name}: ${each(table)} of table, ${each(indexes)} of indexes`);
  print(`all: ${each(rows.reduce((total, row) => total + row.table + row.indexes, 0))} an article`);
}

async function readMemory(redis: Redis): Promise<number> {
  return Number(/used_memory:(\d+)/.exec(await redis.info("memory"))?.[1]);
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

withServers(main).catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
  process.exitCode = 1;
});
