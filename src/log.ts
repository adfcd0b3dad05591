import { type Logger, pino } from "pino";

/** One JSON line per event on stdout. Article text is never handed to it. */
export function createLog(level: string): Logger {
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime });
}

/** What a log may say of an error: Drizzle puts a statement's parameters, which are article text, in its own message. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  return error.cause instanceof Error ? error.cause.message : error.message.split("\n", 1).join("");
}
