import { createBatcher } from "../batcher.js";
import type { RevisionRef } from "../domain/article.js";

/** A burst of webhooks makes few round trips. */
const BATCHES = { most: 500, inFlight: 1 };

/**
 * Hands revisions to the queue in batches. A batch that fails is dropped and reported; the relay finds its revisions.
 *
 * @returns what takes one revision; it never waits and never throws.
 */
export function createEnqueuer(
  enqueue: (refs: readonly RevisionRef[]) => Promise<void>,
  onError: (error: unknown) => void,
): (ref: RevisionRef) => void {
  const add = createBatcher(async (refs: readonly RevisionRef[]) => {
    await enqueue(refs).catch(onError);
    return refs;
  }, BATCHES);
  return (ref) => void add(ref);
}
