import type { Logger } from "pino";

/** Orchestrators kill after ten seconds. The next process does whatever is left by then. */
const WITHIN_MS = 9_000;

/** Runs the steps in order on SIGTERM or SIGINT, then exits with 0. */
export function shutDownOnSignal(steps: (() => Promise<unknown>)[], log: Logger): void {
  let stopping = false;
  const shutDown = async (signal: string) => {
    // Under npm, Ctrl-C may come twice, from the terminal and from npm: unhandled, the second would end the process.
    if (stopping) return;
    stopping = true;
    log.info({ signal }, "stopping");
    setTimeout(() => {
      log.error("stopping took too long; the relay will pick up what was under way");
      process.exit(0);
    }, WITHIN_MS).unref();
    for (const step of steps) {
      await step().catch((error: unknown) => log.error({ error: String(error) }, "a part did not stop well"));
    }
    process.exit(0);
  };
  for (const signal of ["SIGTERM", "SIGINT"] as const) process.on(signal, () => void shutDown(signal));
}
