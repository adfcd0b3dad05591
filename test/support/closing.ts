/** Takes what is to be done when a suite is over. */
export type Closing = (close: () => unknown) => void;

/**
 * Called where a suite is described: a hook that is registered later, while tests run, is the root suite's, and so is run
 * after the last test of all. What was opened last is closed first.
 */
export function closeAfterSuite(): Closing {
  const open: (() => unknown)[] = [];
  after(async () => {
    for (const close of open.reverse()) await close();
  });
  return (close) => void open.push(close);
}
