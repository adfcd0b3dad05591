/** A BullMQ queue or worker, and a function that closes the connection made for it. */
export interface Part<T> {
  part: T;
  disconnect: () => void;
}

interface Readiable {
  waitUntilReady: () => Promise<unknown>;
  close: () => Promise<void>;
}

/**
 * Creates a part when it is first asked for. BullMQ asks only once whether a backend is ready: after a "no", its
 * PostgreSQL worker spins and its queue fails forever. So a part that did not become ready is discarded, and the next
 * caller gets a new one.
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
