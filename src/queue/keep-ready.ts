/** A queue or worker of BullMQ's, and what ends the connection that was made for it. */
export interface Part<T> {
  part: T;
  disconnect: () => void;
}

interface Readiable {
  waitUntilReady: () => Promise<unknown>;
  close: () => Promise<void>;
}

/**
 * Makes a part when it is first asked for. BullMQ asks once whether a backend is ready and keeps the answer: after a
 * "no" its PostgreSQL worker spins and its queue fails for ever. So a part that did not become ready is thrown away,
 * and the next one who asks gets another.
 */
export function keepReady<T extends Readiable>(
  create: () => Part<T>,
): { ready: () => Promise<T>; close: () => Promise<void> } {
  let current: (Part<T> & { becomesReady: Promise<T> }) | undefined;
  const open = () => {
    const { part, disconnect } = create();
    const becomesReady = part.waitUntilReady().then(
      () => part,
      (error: unknown) => {
        current = undefined;
        part.close().catch(() => {});
        disconnect();
        throw error;
      },
    );
    return { part, disconnect, becomesReady };
  };
  return {
    ready: () => {
      current ??= open();
      return current.becomesReady;
    },
    close: async () => {
      await current?.part.close();
      current?.disconnect();
    },
  };
}
