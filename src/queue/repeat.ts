export interface Repeated {
  /** Resolves once the round under way is over. */
  stop: () => Promise<void>;
}

/** Does a round at once, and the next one a pause after each has ended, until it is stopped. Rounds never throw. */
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
