/**
 * Gathers single calls into batches: what comes while `inFlight` batches are under way goes into the next one, so that
 * many callers share one round trip, and one caller alone waits for nobody.
 *
 * @param run does a batch and gives one result for each item, in their order.
 * @returns what adds one item and settles with its own result. When a batch throws, its items are run one by one, so
 *   that a bad one fails alone.
 */
export function createBatcher<Item, Result>(
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
  { most, inFlight }: { most: number; inFlight: number },
): (item: Item) => Promise<Result> {
  const waiting: Waiting<Item, Result>[] = [];
  let running = 0;
  const drain = async () => {
    running++;
    while (waiting.length > 0) await settle(waiting.splice(0, most), run);
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

async function settle<Item, Result>(
  batch: Waiting<Item, Result>[],
  run: (items: readonly Item[]) => Promise<readonly Result[]>,
): Promise<void> {
  try {
    const results = await run(batch.map(({ item }) => item));
    for (const [index, { resolve, reject }] of batch.entries()) {
      const result = results[index];
      if (result === undefined) reject(new Error("The batch gave no result for this item"));
      else resolve(result);
    }
  } catch (error) {
    if (batch.length === 1) for (const { reject } of batch) reject(error);
    else for (const waiting of batch) await settle([waiting], run);
  }
}
