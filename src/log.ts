import { type Logger, pino } from "pino";

const STDOUT = 1;
/** Bytes of lines that may wait while the disk is full or the reader of the log is slow. More are dropped. */
const MOST_WAITING = 1_000_000;

/** Creates a log of one JSON line per event on stdout. Article text is never logged. Lines it cannot write are lost, and counted. */
export function createLog(level: string): Logger {
  const destination = pino.destination({ dest: STDOUT, sync: false, maxLength: MOST_WAITING });
  // An unhandled error event ends the process, and on exit pino would try forever to write the waiting lines.
  destination.on("error", () => {
    destination.flushSync = () => {};
  });
  const log = pino({ level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, destination);
  let lost = 0;
  destination.on("drop", () => lost++);
  destination.on("drain", () => {
    if (lost === 0) return;
    const lines = lost;
    lost = 0;
    log.warn({ lines }, "log lines were lost: the disk or the reader of the log was too slow");
  });
  return log;
}

/** Returns what a log may say about an error. Drizzle's own message contains parameters, which are article text. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return "unknown error";
  return error.cause instanceof Error ? error.cause.message : error.message.split("\n", 1).join("");
}

const TROUBLE_EVERY_MS = 10_000;

/**
 * Logs errors that may come thousands of times a second while a server is away or full. Of a run of equal errors, it
 * logs the first and then one every ten seconds.
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
