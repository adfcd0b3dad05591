import pg from "pg";
import { type PrivateServer, startPostgres } from "../test/support/postgres-server.js";
import { startRedis } from "../test/support/redis-server.js";
import { API_KEY, WEBHOOK_SECRET } from "../test/support/service.js";

export interface Servers {
  postgres: PrivateServer;
  redis: PrivateServer;
  /** The settings of a service that runs on them. */
  environment: Record<string, string>;
}

export const SERVER_PROGRAMS = ["initdb", "postgres", "redis-server"];

/** Runs `work` on a PostgreSQL and a Redis of its own, which are removed afterwards. */
export async function withServers<T>(work: (servers: Servers) => Promise<T>): Promise<T> {
  const [postgres, redis] = await Promise.all([startPostgres(), startRedis()]);
  try {
    const environment = {
      DATABASE_URL: postgres.url,
      REDIS_URL: redis.url,
      API_KEY,
      WEBHOOK_SECRET,
      LOG_LEVEL: "warn",
      // The limits are on, but out of reach.
      KEY_REQUESTS_PER_MINUTE: "100000000",
      SOURCE_REQUESTS_PER_MINUTE: "100000000",
    };
    return await work({ postgres, redis, environment });
  } finally {
    await Promise.all([postgres.remove(), redis.remove()]);
  }
}

export async function connect(connectionString: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString });
  // A server that ends early fails the query under way; that is error enough.
  client.on("error", () => {});
  await client.connect();
  return client;
}
