export interface Repeated {
  /** Resolves once the round under way is over. */
  stop: () => Promise<void>;
}

/** Runs a round at once, and each next one after a pause, until stopped. Rounds must never throw. */
export function repeat(round: () => Promise<void>, pauseMs: number): Repeated {
  let stopped = false;
  let timer: NodeJS.Timeout | undefined;
  let running = Promise.resolve();
  const next = () => {
    running = round().then(() => {
      if (!stopped) timer = setTimeout(next, pauseMs);
    });
  };
  next();
  return {
    stop: async () => {
      stopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
