import { setMaxListeners } from "node:events";

/**
 * Returns a new controller that aborts when `signal` does, until it is released. `AbortSignal.any` would leak a few
 * bytes per call on a signal that lives as long as the process.
 */
export function followAbort(signal: AbortSignal): { own: AbortController; release: () => void } {
  const own = new AbortController();
  const abort = () => own.abort();
  // Every event listener and every request to an endpoint follows it: past ten, Node would warn of a leak.
  setMaxListeners(0, signal);
  if (signal.aborted) abort();
  else signal.addEventListener("abort", abort);
  return { own, release: () => signal.removeEventListener("abort", abort) };
}
