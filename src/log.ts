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

const TROUBLE_EVERY_MS = 10_000;

/**
 * Tells of errors that may come thousands of times a second while a server is away or full: of equal ones that follow
 * each other, the first and then one every ten seconds.
 */
export function createTroubleLog(log: Logger, message: string): (error: unknown) => void {
  let last = "";
  let saidAt = Number.NEGATIVE_INFINITY;
  return (given) => {
    const error = describeError(given);
    if (error === last && performance.now() - saidAt < TROUBLE_EVERY_MS) return;
    last = error;
    saidAt = performance.now();
    log.warn({ error }, message);
  };
}
