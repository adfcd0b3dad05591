import { EventEmitter } from "node:events";
import type { PGlite } from "@electric-sql/pglite";
import type { PgPool, PgPoolClient, PgQueryable, PgQueryResult } from "bullmq";

/**
 * Creates the part of a `pg.Pool` that BullMQ's PostgreSQL backend needs, on PGlite. PGlite has one connection: every
 * client of this pool is that connection, and each hears its notifications.
 */
export function createPglitePool(database: PGlite): PgPool {
  return Object.assign(new EventEmitter(), {
    query: queryOf(database),
    connect: async () => createClient(database),
    end: async () => {},
  });
}

function createClient(database: PGlite): PgPoolClient {
  const client = new EventEmitter();
  const forget = database.onNotification((channel, payload) => client.emit("notification", { channel, payload }));
  return Object.assign(client, {
    query: queryOf(database),
    release: () => {
      forget();
      client.removeAllListeners();
    },
  });
}

function queryOf(database: PGlite): PgQueryable["query"] {
  return async <R>(text: string, params?: readonly unknown[]): Promise<PgQueryResult<R>> => {
    if (params && params.length > 0) {
      const { rows, affectedRows } = await database.query<R>(text, [...params]);
      return { rows, rowCount: affectedRows ?? rows.length };
    }
    const last = (await database.exec(text)).at(-1);
    // The driver types the rows of a script as unknown records; the caller knows what its own SQL returns.
    return { rows: (last?.rows ?? []) as R[] };
  };
}
