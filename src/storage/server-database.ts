import type { PgPool, PgPoolClient } from "bullmq";
import { drizzle } from "drizzle-orm/node-postgres";
import { migrate } from "drizzle-orm/node-postgres/migrator";
import pg from "pg";
import { describeConnectionFailure } from "./connection-failure.js";
import { type Database, type OpenDatabase, QUEUE_SEARCH_PATH } from "./database.js";
import { createPulse } from "./pulse.js";
import { createStatementNames } from "./statement-names.js";

const MIGRATION_LOCK = 0x6265_6174; // "beat"
const RELAY_LOCK = 0x7265_6c61; // "rela"
/** Longer than a relay round in which every query is answered at the last moment. */
const RELAY_LOCK_FOR = "30s";
/** For work that nobody waits for; the pulse tells everyone else within a second. */
const CONNECT_TIMEOUT_MS = 10_000;
const QUERY_TIMEOUT_MS = 10_000;
/** Sooner than a NAT or a load balancer forgets a quiet connection; Linux by itself waits for two hours. */
const KEEP_ALIVE_AFTER_MS = 10_000;
/**
 * Limits that the server keeps, shorter than the client's: a client that gives up leaves its statement waiting. A wait
 * for a lock fails first, so that a batch goes on without the row that somebody holds.
 */
const SERVER_LIMITS = "-c statement_timeout=9s -c lock_timeout=2s";

/** Opens a PostgreSQL server. Its silence is noticed within a second. */
export async function openServer(connectionString: string, migrationsFolder: string): Promise<OpenDatabase> {
  const { options: given, ...address } = takeOptionsOut(connectionString);
  const shared = {
    ...address,
    keepAlive: true,
    keepAliveInitialDelayMillis: KEEP_ALIVE_AFTER_MS,
    Client: ImpatientClient,
  };
  const pool = new pg.Pool({
    ...shared,
    max: 10,
    query_timeout: QUERY_TIMEOUT_MS,
    options: `${given} ${SERVER_LIMITS}`,
  });
  const queuePool = new pg.Pool({
    ...shared,
    max: 8,
    query_timeout: QUERY_TIMEOUT_MS,
    options: `${given} -c search_path=${QUEUE_SEARCH_PATH}`,
  });
  // One connection, always open: a new one takes long on a server that is merely busy.
  const pulsePool = new pg.Pool({
    ...shared,
    options: given,
    max: 1,
    idleTimeoutMillis: 0,
    query_timeout: QUERY_TIMEOUT_MS,
  });
  for (const each of [pool, queuePool, pulsePool]) outliveLostConnections(each);
  const guard = createPulse(() => answers(pulsePool));
  guardQueries(pool, guard);
  return {
    db: guardTransactions(pool, guard),
    // BullMQ takes any pg.Pool; the two only type the overloads of `on` differently.
    queuePool: queuePool as unknown as PgPool,
    migrate: (migrateQueue) =>
      migrateUnderLock(connectionString, migrationsFolder, migrateQueue).catch((error: unknown) => {
        throw new Error(describeConnectionFailure(error, connectionString), { cause: error });
      }),
    relayAlone: (work) => workUnderLock(pool, work),
    close: async () => {
      await Promise.all([pool, queuePool, pulsePool].map((each) => each.end()));
    },
  };
}

/** Takes the `options` out of a URL, which would replace ours: the two are put together, and ours win. */
function takeOptionsOut(databaseUrl: string): { connectionString: string; options: string } {
  const url = new URL(databaseUrl);
  const options = url.searchParams.get("options") ?? "";
  url.searchParams.delete("options");
  return { connectionString: url.href, options };
}

/**
 * Does work under the lock of a transaction. A process that freezes with it keeps its connection, but PostgreSQL ends
 * an idle transaction. Work that takes longer then runs beside another's, which deduplication makes harmless.
 */
async function workUnderLock(pool: pg.Pool, work: () => Promise<void>): Promise<void> {
  await withClient(pool, async (client) => {
    await client.query(`begin; set local idle_in_transaction_session_timeout = '${RELAY_LOCK_FOR}'`);
    const { rows } = await client.query<{ taken: boolean }>("select pg_try_advisory_xact_lock($1) as taken", [
      RELAY_LOCK,
    ]);
    if (rows[0]?.taken) await work();
    await client.query("commit");
  });
}

/** Lends a client to `work`. If that fails the client is closed: it may still hold a lock or half a transaction. */
async function withClient<T>(pool: pg.Pool, work: (client: pg.PoolClient) => Promise<T>): Promise<T> {
  const client = await pool.connect();
  let sound = false;
  try {
    const result = await work(client);
    sound = true;
    return result;
  } finally {
    client.release(!sound);
  }
}

/** Reports whether the server is alive; refusing the query is an answer too. */
async function answers(pulsePool: pg.Pool): Promise<boolean> {
  return pulsePool.query("select 1").then(
    () => true,
    (error: unknown) => error instanceof pg.DatabaseError,
  );
}

type Guard = ReturnType<typeof createPulse>;

/** Guards transactions too. Drizzle's own would hand a client with a broken transaction to the next caller. */
function guardTransactions(pool: pg.Pool, guard: Guard): Database {
  const db = drizzle(pool);
  db.transaction = (work, config) => guard(withClient(pool, (client) => drizzle(client).transaction(work, config)));
  return db;
}

/** Tells callers that wait for a query, or for a free client, within a second that the server has stopped answering. */
function guardQueries(pool: pg.Pool, guard: Guard): void {
  const query: (config: pg.QueryConfig, values?: unknown[]) => Promise<unknown> = pool.query.bind(pool);
  const nameOf = createStatementNames();
  // The method has many forms; Drizzle uses the one that takes a configuration and gives a promise.
  pool.query = ((config: pg.QueryConfig, values?: unknown[]) =>
    guard(query({ ...config, ...nameOf(config) }, values))) as typeof pool.query;
}

/** Gives up on a silent server. A pool's own limit would also cut off callers that wait for a free client. */
class ImpatientClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  }
}

/**
 * Keeps a broken connection from ending the process, as an unhandled `error` event would: a client emits it while in
 * use, its pool while idle. The query under way fails anyway; that is where it counts.
 */
function outliveLostConnections(pool: pg.Pool): void {
  pool.on("error", () => {});
  pool.on("connect", (client) => client.on("error", () => {}));
}

/** Many processes may start at once: the first migrates, the others wait for it and then find nothing to do. */
async function migrateUnderLock(
  connectionString: string,
  migrationsFolder: string,
  migrateQueue: (client: PgPoolClient) => Promise<unknown>,
): Promise<void> {
  const client = new ImpatientClient({ connectionString });
  await client.connect();
  try {
    await client.query("select pg_advisory_lock($1)", [MIGRATION_LOCK]);
    await migrate(drizzle(client), { migrationsFolder });
    // BullMQ only queries the client, and types that differently from node-postgres.
    await migrateQueue(client as unknown as PgPoolClient);
  } finally {
    // The lock ends with the session.
    await client.end();
  }
}
