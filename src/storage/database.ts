import { mkdir } from "node:fs/promises";
import { join } from "node:path";
import { PGlite } from "@electric-sql/pglite";
import type { PgPool, PgPoolClient } from "bullmq";
import { type SQL, sql } from "drizzle-orm";
import { drizzle as drizzleServer } from "drizzle-orm/node-postgres";
import { migrate as migrateServer } from "drizzle-orm/node-postgres/migrator";
import type { PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { drizzle as drizzleEmbedded } from "drizzle-orm/pglite";
import { migrate as migrateEmbedded } from "drizzle-orm/pglite/migrator";
import pg from "pg";
import { type BatchSizes, createBatcher } from "../batcher.js";
import { describeConnectionFailure } from "./connection-failure.js";
import { lockDataDir } from "./data-dir-lock.js";
import { createPglitePool } from "./pglite-pool.js";
import { createPulse } from "./pulse.js";
import { createStatementNames } from "./statement-names.js";

/** PostgreSQL through Drizzle, embedded or on a server: one dialect, one schema. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** A database that is open, and what only its opener may do with it. */
export interface OpenDatabase {
  db: Database;
  /** For BullMQ's PostgreSQL backend, whose tables are in the schema `bullmq`. */
  queuePool: PgPool;
  migrate: (migrateQueue: (client: PgPoolClient) => Promise<unknown>) => Promise<void>;
  /** Does the relay's work, unless another process is at it: then there is nothing to do. */
  relayAlone: (work: () => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

const MIGRATION_LOCK = 0x6265_6174; // "beat"
const RELAY_LOCK = 0x7265_6c61; // "rela"
/** Longer than a round takes whose every question is answered at the last moment. */
const RELAY_LOCK_FOR = "30s";
const QUEUE_SEARCH_PATH = "bullmq";
/** For work that nobody waits for; who does is told within a second by the pulse. */
const CONNECT_TIMEOUT_MS = 10_000;
const QUERY_TIMEOUT_MS = 10_000;
/**
 * Limits that the server keeps, each below the one before: a client that gives up leaves its statement behind, which
 * waits on. What waits for a lock fails first, so that a batch goes on without the row that somebody holds.
 */
const SERVER_LIMITS = "-c statement_timeout=9s -c lock_timeout=2s";

export async function openDatabase(
  config: { databaseUrl: string | undefined; dataDir: string },
  migrationsFolder: string,
): Promise<OpenDatabase> {
  return config.databaseUrl
    ? openServer(config.databaseUrl, migrationsFolder)
    : openEmbedded(config.dataDir, migrationsFolder);
}

/**
 * Runs one statement. Both drivers give `{ rows }`, with times as text and, from a server, bigint as text.
 *
 * @returns its rows, typed by the caller who wrote the SQL.
 */
export async function execute<Row>(db: Database, statement: SQL): Promise<Row[]> {
  // Drizzle leaves the result of a raw statement to the driver's own type.
  const { rows } = (await db.execute(statement)) as { rows: Row[] };
  return rows;
}

/**
 * Gathers single calls into statements that do many. When PostgreSQL refuses one, it is repeated for each item by itself;
 * when it does not answer, all fail at once.
 */
export function batchStatements<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  sizes: BatchSizes,
): (item: Item) => Promise<Result> {
  return createBatcher(run, sizes, isRefusal);
}

/** PostgreSQL's code of a statement that took too long, for which no item is to blame. */
const CANCELED = "57014";

/** Both drivers give PostgreSQL's own errors a severity, and Drizzle wraps them; FATAL is the end of the connection. */
function isRefusal(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : {};
  if (!(cause instanceof Error && "severity" in cause && "code" in cause)) return false;
  return cause.severity === "ERROR" && cause.code !== CANCELED;
}

/** A time as a parameter of a raw statement. */
export function iso(time: Date | undefined): string | null {
  return time?.toISOString() ?? null;
}

/** @throws what the driver says when the database does not answer a query now. */
export async function pingDatabase(db: Database): Promise<void> {
  await db.execute(sql`select 1`);
}

/** @throws Error when another process has the directory open. */
async function openEmbedded(dataDir: string, migrationsFolder: string): Promise<OpenDatabase> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const unlock = await lockDataDir(dataDir, () => endWithout(dataDir));
  const client = await PGlite.create(join(dataDir, "postgres"));
  const queuePool = createPglitePool(client);
  // PGlite's driver types its query result apart from node-postgres'; the statements and rows are the same.
  const db = drizzleEmbedded(client) as unknown as Database;
  return {
    db,
    queuePool,
    migrate: async (migrateQueue) => {
      await migrateEmbedded(drizzleEmbedded(client), { migrationsFolder });
      await migrateQueue(await queuePool.connect());
      await client.exec(`set search_path to ${QUEUE_SEARCH_PATH}`);
    },
    // The directory is locked: there is no other process.
    relayAlone: (work) => work(),
    close: async () => {
      await client.close();
      await unlock();
    },
  };
}

/** At once: whatever is closed in order is written. */
function endWithout(dataDir: string): never {
  process.stderr.write(
    `${dataDir} was removed or replaced while Beatline had it open. Beatline has ended, so that what is there now stays whole; start it again.\n`,
  );
  process.exit(1);
}

async function openServer(connectionString: string, migrationsFolder: string): Promise<OpenDatabase> {
  const shared = { connectionString, keepAlive: true, Client: ImpatientClient };
  const pool = new pg.Pool({ ...shared, max: 10, query_timeout: QUERY_TIMEOUT_MS, options: SERVER_LIMITS });
  const queuePool = new pg.Pool({
    ...shared,
    max: 8,
    query_timeout: QUERY_TIMEOUT_MS,
    options: `-c search_path=${QUEUE_SEARCH_PATH}`,
  });
  // One connection, always open: a new one takes long on a server that is merely busy.
  const pulsePool = new pg.Pool({ ...shared, max: 1, idleTimeoutMillis: 0, query_timeout: QUERY_TIMEOUT_MS });
  for (const each of [pool, queuePool, pulsePool]) outliveLostConnections(each);
  const guard = createPulse(() => answers(pulsePool));
  guardQueries(pool, guard);
  return {
    db: guardTransactions(pool, guard),
    // BullMQ takes any pg.Pool; only the overloads of `on` are typed in another way by the two.
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

/**
 * A lock of a transaction: a process that is frozen with it keeps its connection, but PostgreSQL ends a transaction in
 * which nothing is done. Work that takes longer goes on beside another's, which deduplication makes harmless.
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

/** A client whose work failed is closed: nobody knows what it still holds, a lock or half a transaction. */
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

/** A server that refuses the query is there. */
async function answers(pulsePool: pg.Pool): Promise<boolean> {
  return pulsePool.query("select 1").then(
    () => true,
    (error: unknown) => error instanceof pg.DatabaseError,
  );
}

type Guard = ReturnType<typeof createPulse>;

/** As for queries. Drizzle's own would give a client whose transaction broke off to whoever comes next. */
function guardTransactions(pool: pg.Pool, guard: Guard): Database {
  const db = drizzleServer(pool);
  db.transaction = (work, config) =>
    guard(withClient(pool, (client) => drizzleServer(client).transaction(work, config)));
  return db;
}

/** Whoever waits for a query, or for a free client, hears within a second that the server has stopped answering. */
function guardQueries(pool: pg.Pool, guard: Guard): void {
  const query: (config: pg.QueryConfig, values?: unknown[]) => Promise<unknown> = pool.query.bind(pool);
  const nameOf = createStatementNames();
  // The method has many forms; Drizzle uses the one that takes a configuration and gives a promise.
  pool.query = ((config: pg.QueryConfig, values?: unknown[]) =>
    guard(query({ ...config, ...nameOf(config) }, values))) as typeof pool.query;
}

/** Gives up on a server that does not answer, while a pool's own limit would also cut off who waits for a free client. */
class ImpatientClient extends pg.Client {
  constructor(config?: pg.ClientConfig) {
    super({ ...config, connectionTimeoutMillis: CONNECT_TIMEOUT_MS });
  }
}

/**
 * A connection that breaks says so as an event, on itself while it is in use and on its pool while it is idle, and an
 * event of that kind that nobody hears ends the process. The query at hand fails with it; that is where it counts.
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
    await migrateServer(drizzleServer(client), { migrationsFolder });
    // BullMQ only queries it, and types that in another way than node-postgres.
    await migrateQueue(client as unknown as PgPoolClient);
  } finally {
    // The lock ends with the session.
    await client.end();
  }
}
