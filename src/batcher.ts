import { setTimeout as sleep } from "node:timers/promises";

export interface BatchSizes {
  most: number;
  inFlight: number;
  /** How long a batch keeps its slot after giving its results. Items that arrive meanwhile share the next batch. */
  gatherMs?: number;
}

/**
 * Gathers single calls into batches, so that many callers share one round trip. Calls that arrive while `inFlight`
 * batches are under way go into the next one. A lone caller does not wait, unless a batch has just finished.
 *
 * @param run processes a batch and gives one result for each item, in order.
 * @param isOfOneItem tells whether a single item may have caused a batch's error. If so, the items run one by one, so
 *   that a bad one fails alone. If not, the whole batch and all waiting items fail: nobody waits for an outage twice.
 * @returns a function that adds one item and settles with that item's result.
 */
export function createBatcher<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most, inFlight, gatherMs = 0 }: BatchSizes,
  isOfOneItem: (error: unknown) => boolean = () => true,
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let running = 0;
  const settle = async (batch: Waiting<Item, Result>[], rest: Waiting<Item, Result>[] = []): Promise<void> => {
    try {
      giveResults(batch, await run(batch.map(({ item }) => item)));
    } catch (error) {
      if (!isOfOneItem(error)) rejectAll([...batch, ...rest.splice(0), ...waiting.splice(0)], error);
      else if (batch.length === 1) rejectAll(batch, error);
      else await settleOneByOne(batch);
    }
  };
  const settleOneByOne = async (batch: Waiting<Item, Result>[]): Promise<void> => {
    for (let one = batch.shift(); one; one = batch.shift()) await settle([one], batch);
  };
  const drain = async () => {
    running++;
    while (waiting.length > 0) {
      await settle(waiting.splice(0, most));
      if (gatherMs > 0) await sleep(gatherMs);
    }
    running--;
  };
  return (item) =>
    new Promise((resolve, reject) => {
      waiting.push({ item, resolve, reject });
      if (running < inFlight) void drain();
    });
}

interface Waiting<Item, Result> {
  item: Item;
  resolve: (result: Result) => void;
  reject: (error: unknown) => void;
}

function giveResults<Item, Result>(batch: readonly Waiting<Item, Result>[], results: readonly Result[]): void {
  for (const [index, { resolve, reject }] of batch.entries()) {
    const result = results[index];
    if (result === undefined) reject(new Error("The batch gave no result for this item"));
    else resolve(result);
  }
}

function rejectAll<Item, Result>(batch: readonly Waiting<Item, Result>[], error: unknown): void {
  for (const { reject } of batch) reject(error);
}
