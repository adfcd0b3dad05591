import pg from "pg";

const LOGIN = "correct the user and the password in DATABASE_URL";
/** Remedies by PostgreSQL's error codes, where its own message does not say what to do. */
const REMEDIES: Readonly<Record<string, string>> = {
  "28000": LOGIN,
  "28P01": LOGIN,
  "3D000": "create it, or name another one",
  "42501": "grant the user CREATE on the database",
};
const NOT_THERE = "start PostgreSQL there, or set DATABASE_URL to where it runs";
const TLS = "correct sslmode, sslrootcert, sslcert or sslkey in DATABASE_URL";
/** Matches TLS errors of the driver, OpenSSL and Node.js. A system error begins with its code only for a file. */
const SAYS_TLS = /SSL|certificate|^error:|^E[A-Z]+: /;
/** The end of PostgreSQL's message when it lets nobody in without TLS, from version 14 on and before. */
const WANTS_TLS = /, (?:no encryption|SSL off)$/;

/** Says in one line why a process cannot start on a database, with the remedy; of the URL, the host and a file only. */
export function describeConnectionFailure(error: unknown, databaseUrl: string): string {
  const cause = findCause(error);
  const { host } = new URL(databaseUrl);
  const why = cause.message.split("\n", 1).join("");
  const remedy = findRemedy(cause);
  return `The database of DATABASE_URL${host && ` at ${host}`} cannot be used: ${why}${remedy && `; ${remedy}`}`;
}

function findRemedy(cause: Error): string {
  if (cause instanceof pg.DatabaseError && WANTS_TLS.test(cause.message)) return TLS;
  if (cause instanceof pg.DatabaseError) return REMEDIES[cause.code ?? ""] ?? "";
  // The driver's own message when a password is required and there is none.
  if (cause.message.startsWith("SASL")) return LOGIN;
  return SAYS_TLS.test(cause.message) ? TLS : NOT_THERE;
}

/** Finds the root cause: Drizzle wraps PostgreSQL's, and Node.js gathers one for each address of a host. */
function findCause(error: unknown): Error {
  const inner = error instanceof AggregateError ? error.errors[0] : error instanceof Error ? error.cause : undefined;
  if (inner instanceof Error) return findCause(inner);
  return error instanceof Error ? error : new Error(String(error));
}
