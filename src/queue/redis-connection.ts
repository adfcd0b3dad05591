import { Cluster, Redis } from "ioredis";
import type { RedisTarget } from "../redis-url.js";

type RedisConnection = Redis | Cluster;

interface RedisBehavior {
  /** Tries per command before it fails; null for unlimited, as BullMQ requires for workers. */
  maxRetriesPerRequest: number | null;
  /** Whether commands wait for a connection that is not there yet. */
  enableOfflineQueue: boolean;
}

const LONGEST_PAUSE_MS = 2000;
/**
 * Replaces a connection that went silent behind a proxy that still acknowledges what is sent. The timeout exceeds the
 * ten seconds that a worker waits for its next job.
 */
const LIVENESS = { socketTimeout: 20_000, keepAlive: 10_000 };

/** Connects at once, and reconnects whenever the connection is lost. */
export function connectRedis(target: RedisTarget, behavior: RedisBehavior): RedisConnection {
  const retryStrategy = (tries: number) => Math.min(tries * 100, LONGEST_PAUSE_MS);
  if (target.kind === "single") return new Redis(target.url, { ...LIVENESS, ...behavior, retryStrategy });
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
      ...LIVENESS,
      ...access,
      ...behavior,
    });
  }
  const { maxRetriesPerRequest, enableOfflineQueue } = behavior;
  return new Cluster(nodes, {
    enableOfflineQueue,
    clusterRetryStrategy: retryStrategy,
    // Certificates are issued for names, so names must not be resolved before the connection is made.
    ...(tls ? { dnsLookup: (host, done) => done(null, host) } : {}),
    redisOptions: { ...LIVENESS, maxRetriesPerRequest, ...access },
  });
}

/** What keeps a Redis from holding jobs safely, as seen in its INFO, and what to do about it. */
const FAULTS: readonly { isIn: (info: RedisInfo) => boolean; advice: string }[] = [
  {
    isIn: (info) => info("aof_enabled") !== "1",
    advice: 'Set "appendonly yes" in redis.conf: without it, a restart loses the waiting jobs',
  },
  {
    isIn: (info) => info("maxmemory_policy") !== "noeviction",
    advice: 'Set "maxmemory-policy noeviction" in redis.conf: without it, Redis may drop jobs when its memory is full',
  },
  {
    isIn: (info) => Number(info("maxmemory")) > 0 && Number(info("used_memory")) >= FULL * Number(info("maxmemory")),
    advice:
      'Give Redis more memory ("maxmemory" in redis.conf), nine tenths are used: when it is full, jobs are neither queued nor run',
  },
  {
    isIn: (info) => info("role") === "slave",
    advice: "Set REDIS_URL to the primary: this Redis is a replica, which accepts no jobs",
  },
  {
    isIn: (info) => (info("aof_last_write_status") ?? "ok") !== "ok",
    advice: "Check the disk of Redis: it could not write its append-only file, and accepts no jobs until it can",
  },
];
const FULL = 0.9;

/** Returns a field of INFO by its name. */
type RedisInfo = (field: string) => string | undefined;

/** Lists what to do about each fault, and why. Managed Redises answer INFO, not CONFIG. */
export async function listRedisFaults(connection: RedisConnection): Promise<string[]> {
  const nodes = connection instanceof Cluster ? connection.nodes("master") : [connection];
  const answers = await Promise.all(nodes.map((node) => node.info()));
  const infos = answers.map(readInfo);
  return FAULTS.filter(({ isIn }) => infos.some(isIn)).map(({ advice }) => advice);
}

function readInfo(answer: string): RedisInfo {
  return (field) => new RegExp(`^${field}:(.*?)\r?$`, "m").exec(answer)?.[1];
}
