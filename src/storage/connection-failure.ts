import pg from "pg";

const LOGIN = "correct the user and the password in DATABASE_URL";
/** By PostgreSQL's codes, what is to be done where its own words do not say so. */
const REMEDIES: Readonly<Record<string, string>> = {
  "28000": LOGIN,
  "28P01": LOGIN,
  "3D000": "create it, or name another one",
  "42501": "grant the user CREATE on the database",
};
const NOT_THERE = "start PostgreSQL there, or set DATABASE_URL to where it runs";
const TLS = "correct sslmode, sslrootcert, sslcert or sslkey in DATABASE_URL";
/** As the driver, OpenSSL and node say it. Only of a file does an error of the system begin with its code. */
const SAYS_TLS = /SSL|certificate|^error:|^E[A-Z]+: /;
/** The end of what PostgreSQL says where it lets nobody in so, from version 14 on and before. */
const WANTS_TLS = /, (?:no encryption|SSL off)$/;

/** Why a process cannot start on a database, in one line with the remedy. Of the URL it has the host and a file, and no secret. */
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
  // So the driver itself says that a password is wanted and there is none.
  if (cause.message.startsWith("SASL")) return LOGIN;
  return SAYS_TLS.test(cause.message) ? TLS : NOT_THERE;
}

/** Drizzle wraps what PostgreSQL says; node gathers what each address of a host says, and says nothing itself. */
function findCause(error: unknown): Error {
  const inner = error instanceof AggregateError ? error.errors[0] : error instanceof Error ? error.cause : undefined;
  if (inner instanceof Error) return findCause(inner);
  return error instanceof Error ? error : new Error(String(error));
}
