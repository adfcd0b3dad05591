import type { PgPool, PgPoolClient } from "bullmq";
import { eq, type GetColumnData, type SQL, sql } from "drizzle-orm";
import type { PgColumn, PgDatabase, PgQueryResultHKT } from "drizzle-orm/pg-core";
import { type BatchSizes, createBatcher } from "../batcher.js";

/** PostgreSQL through Drizzle, embedded or on a server: one dialect, one schema. */
export type Database = PgDatabase<PgQueryResultHKT>;

/** A database that is open, and what only its opener may do with it. */
export interface OpenDatabase {
  db: Database;
  /** For BullMQ's PostgreSQL backend, whose tables are in the schema `bullmq`. */
  queuePool: PgPool;
  migrate: (migrateQueue: (client: PgPoolClient) => Promise<unknown>) => Promise<void>;
  /** Does the relay's work, unless another process is doing it. */
  relayAlone: (work: () => Promise<void>) => Promise<void>;
  close: () => Promise<void>;
}

/** Where BullMQ finds its tables. */
export const QUEUE_SEARCH_PATH = "bullmq";

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
 * Gathers single calls into statements for many items. When PostgreSQL refuses one, it is repeated item by item; when
 * it does not answer, all fail at once.
 */
export function batchStatements<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  sizes: BatchSizes,
): (item: Item) => Promise<Result> {
  return createBatcher(run, sizes, isRefusal);
}

/** PostgreSQL's code for a statement that took too long, for which no item is to blame. */
const CANCELED = "57014";

/** Reports whether PostgreSQL refused. Drizzle wraps its errors, which have a severity; FATAL ends the connection. */
function isRefusal(error: unknown): boolean {
  const { cause } = error instanceof Error ? error : {};
  if (!(cause instanceof Error && "severity" in cause && "code" in cause)) return false;
  return cause.severity === "ERROR" && cause.code !== CANCELED;
}

/** Returns the condition that a column has a value; none when the value is null or undefined. */
export function matches<Column extends PgColumn>(
  column: Column,
  asked: GetColumnData<Column, "raw"> | null | undefined,
): SQL | undefined {
  return asked === null || asked === undefined ? undefined : eq(column, asked);
}

/** Formats a time as a parameter of a raw statement. */
export function iso(time: Date | undefined): string | null {
  return time?.toISOString() ?? null;
}

/**
 * Reports whether the database takes writes; a standby, or a database set to read-only, does not.
 *
 * @throws the driver's error when the database does not answer.
 */
export async function takesWrites(db: Database): Promise<boolean> {
  const [row] = await execute<{ readOnly: string }>(
    db,
    sql`select current_setting('transaction_read_only') as "readOnly"`,
  );
  return row?.readOnly === "off";
}
