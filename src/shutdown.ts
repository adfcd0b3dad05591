import type { Logger } from "pino";

/** Orchestrators kill after ten seconds; what is not done by then is done by the next process. */
const WITHIN_MS = 9_000;

/** On SIGTERM or SIGINT runs the steps one after the other, then ends the process with 0. */
export function shutDownOnSignal(steps: (() => Promise<unknown>)[], log: Logger): void {
  let stopping = false;
  const shutDown = async (signal: string) => {
    // Ctrl-C under npm may come twice, from the terminal and from npm: one that nobody hears would end the process at once.
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
