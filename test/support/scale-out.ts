import { Redis } from "ioredis";
import type { Child } from "./child.js";
import { freePort } from "./free-port.js";
import { type PrivatePostgres, type PrivateServer, startPostgres } from "./postgres-server.js";
import { startRedis } from "./redis-server.js";
import { API_KEY, type Service, startEntry, WEBHOOK_SECRET } from "./service.js";

/** A test's own servers, and functions that start the processes using them. */
export interface ScaleOut {
  postgres: PrivatePostgres;
  redis: PrivateServer;
  environment: Record<string, string>;
  store: { databaseUrl: string };
  startApi: () => Promise<Service>;
  startWorker: (environment?: Record<string, string>) => Promise<Child>;
  /** Counts the jobs that workers have in hand: all of them, or one process. */
  countActive: (pid?: number) => Promise<number>;
  /** Ends the remaining processes, then the servers. */
  remove: () => Promise<void>;
}

/** @param settings beside those that name the servers and the secrets. */
export async function startScaleOut(settings: Record<string, string> = {}): Promise<ScaleOut> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  const environment = { DATABASE_URL: postgres.url, REDIS_URL: redis.url, API_KEY, WEBHOOK_SECRET, ...settings };
  const children: Child[] = [];
  const client = new Redis(redis.url, { lazyConnect: true });
  const keep = (child: Child) => {
    children.push(child);
    return child;
  };
  return {
    postgres,
    redis,
    environment,
    store: { databaseUrl: postgres.url },
    startApi: () => startApi(environment, keep),
    startWorker: async (changes = {}) => {
      const worker = keep(startEntry("workers/main.js", { ...environment, ...changes }));
      await worker.waitFor(/the worker is ready/, START_WITHIN_MS);
      return worker;
    },
    countActive: (pid) => countActive(client, pid),
    remove: async () => {
      client.disconnect();
      await Promise.all(children.map((child) => child.end("SIGKILL")));
      await Promise.all([postgres.remove(), redis.remove()]);
    },
  };
}

/** A process takes some seconds of a core to start, and many may start at once. */
const START_WITHIN_MS = 120_000;

async function startApi(environment: Record<string, string>, keep: (child: Child) => Child): Promise<Service> {
  const port = await freePort();
  const child = keep(startEntry("src/api.js", { ...environment, PORT: String(port), LOG_LEVEL: "info" }));
  await child.waitFor(/the api is ready/, START_WITHIN_MS);
  return { url: `http://127.0.0.1:${port}`, child };
}

async function countActive(client: Redis, pid?: number): Promise<number> {
  const [list] = await client.keys("*:tagging:active");
  if (!list) return 0;
  const ids = await client.lrange(list, 0, -1);
  const holders = await Promise.all(ids.map((id) => client.hget(list.replace(/active$/, id), "pb")));
  return holders.filter((holder) => pid === undefined || holder?.endsWith(`:${pid}`)).length;
}
