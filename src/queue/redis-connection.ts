import { Cluster, Redis } from "ioredis";
import type { RedisTarget } from "../redis-url.js";

export type RedisConnection = Redis | Cluster;

export interface RedisBehaviour {
  /** Tries of one command before it fails; null for ever, as BullMQ wants it for its workers. */
  maxRetriesPerRequest: number | null;
  /** Whether commands wait for a connection that is not there yet. */
  enableOfflineQueue: boolean;
}

const LONGEST_PAUSE_MS = 2000;

/** Connects at once, and again whenever the connection is lost. */
export function connectRedis(target: RedisTarget, behaviour: RedisBehaviour): RedisConnection {
  const retryStrategy = (tries: number) => Math.min(tries * 100, LONGEST_PAUSE_MS);
  if (target.kind === "single") return new Redis(target.url, { ...behaviour, retryStrategy });
  const { nodes, username, password, tls } = target;
  const access = { username, password, ...(tls ? { tls: {} } : {}) };
  if (target.kind === "sentinel") {
    const { master: name, sentinelPassword } = target;
    return new Redis({
      sentinels: nodes,
      name,
      sentinelPassword,
      enableTLSForSentinelMode: tls,
      sentinelRetryStrategy: retryStrategy,
      retryStrategy,
      ...access,
      ...behaviour,
    });
  }
  const { maxRetriesPerRequest, enableOfflineQueue } = behaviour;
  return new Cluster(nodes, {
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy,
    // Certificates are made out to names, which must not be resolved before the connection is made.
    ...(tls ? { dnsLookup: (host, done) => done(null, host) } : {}),
    redisOptions: { maxRetriesPerRequest, ...access },
  });
}

/** What a Redis must be set to, to keep jobs: a field of INFO, its value, and the line of `redis.conf` that gives it. */
const NEEDED = [
  { field: "aof_enabled", value: "1", line: "appendonly yes", why: "a restart loses the jobs that wait" },
  {
    field: "maxmemory_policy",
    value: "noeviction",
    line: "maxmemory-policy noeviction",
    why: "it may drop jobs when its memory is full",
  },
];

/** @returns for each wrong setting what to put into `redis.conf` and why; managed Redises answer INFO, not CONFIG. */
export async function listRedisFaults(connection: RedisConnection): Promise<string[]> {
  const nodes = connection instanceof Cluster ? connection.nodes("master") : [connection];
  const answers = await Promise.all(nodes.map((node) => node.info()));
  return NEEDED.filter(({ field, value }) => answers.some((info) => readField(info, field) !== value)).map(
    ({ line, why }) => `Set "${line}" in redis.conf: without it ${why}`,
  );
}

function readField(info: string, field: string): string | undefined {
  return new RegExp(`^${field}:(.*?)\r?$`, "m").exec(info)?.[1];
}
