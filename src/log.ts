import { type Logger, pino } from "pino";

const STDOUT = 1;
/** Bytes of lines that wait to be written, while the disk is full or who reads them is slow. More are dropped. */
const MOST_WAITING = 1_000_000;

/** One JSON line per event on stdout. Article text is never handed to it. What cannot be written is lost, and nothing else. */
export function createLog(level: string): Logger {
  const destination = pino.destination({ dest: STDOUT, sync: false, maxLength: MOST_WAITING });
  // An error that nobody hears ends the process; and as it ends, pino would try for ever to write what waits.
  destination.on("error", () => {
    destination.flushSync = () => {};
  });
  return pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
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
