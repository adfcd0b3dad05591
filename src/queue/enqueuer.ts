import type { RevisionRef } from "../domain/article.js";

/**
 * Hands revisions to the queue in batches, so that a burst of webhooks makes few round trips: while one batch is under
 * way the next one gathers. A batch that fails is dropped and reported; the relay finds its revisions.
 *
 * @returns what takes one revision; it never waits and never throws.
 */
export function createEnqueuer(
  enqueue: (refs: readonly RevisionRef[]) => Promise<void>,
  onError: (error: unknown) => void,
): (ref: RevisionRef) => void {
  let gathered: RevisionRef[] = [];
  let flushing = false;
  const flush = async () => {
    flushing = true;
    while (gathered.length > 0) {
      const batch = gathered;
      gathered = [];
      await enqueue(batch).catch(onError);
    }
    flushing = false;
  };
  return (ref) => {
    gathered.push(ref);
    if (!flushing) void flush();
  };
}
