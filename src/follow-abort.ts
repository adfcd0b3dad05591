import { setMaxListeners } from "node:events";

/**
 * A controller of one's own that aborts when `signal` does, until it is released. On a signal that lives as long as the
 * process `AbortSignal.any` leaves some bytes for ever, each time.
 */
export function followAbort(signal: AbortSignal): { own: AbortController; release: () => void } {
  const own = new AbortController();
  const abort = () => own.abort();
  // As many follow at once as there are listeners, or requests to endpoints: past ten node would warn of it.
  setMaxListeners(0, signal);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort);
  return { own, release: () => signal.removeEventListener("abort", abort) };
}
