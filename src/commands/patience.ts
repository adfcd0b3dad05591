const PATIENCE_MS = 60_000;

/**
 * Creates a function that returns `true` once, when the same number has been waiting for a minute. It starts over when
 * the number changes.
 *
 * @returns a function of how many wait and the time, in milliseconds.
 */
export function createPatience(): (waiting: number, nowMs: number) => boolean {
  let last: number | undefined;
  let changedAt = 0;
  return (waiting, nowMs) => {
    if (waiting !== last) {
      last = waiting;
      changedAt = nowMs;
      return false;
    }
    if (nowMs - changedAt < PATIENCE_MS) return false;
    changedAt = Number.POSITIVE_INFINITY;
    return true;
  };
}
