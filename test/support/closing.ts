/** Takes a function to call when a suite is over. */
export type Closing = (close: () => unknown) => void;

/**
 * Closes what a suite opened, last opened first. Call it where the suite is described: a hook registered while tests
 * run is the root suite's, and runs after the last test of all.
 */
export function closeAfterSuite(): Closing {
  const open: (() => unknown)[] = [];
  after(async () => {
    for (const close of open.reverse()) await close();
  });
  return (close) => void open.push(close);
}
