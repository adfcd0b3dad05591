import assert from "node:assert/strict";
import { createBatcher } from "../src/batcher.js";

describe("the batcher", () => {
  it("runs the first call at once and gathers those that arrive meanwhile", async () => {
    const batches: number[][] = [];
    const double = createBatcher(
      async (items: readonly number[]) => {
        batches.push([...items]);
        return items.map((item) => item * 2);
      },
      { most: 3, inFlight: 1 },
    );
    assert.deepEqual(await Promise.all([1, 2, 3, 4, 5].map(double)), [2, 4, 6, 8, 10]);
    assert.deepEqual(batches, [[1], [2, 3, 4], [5]]);
  });

  it("lets a bad item fail alone", async () => {
    const add = createBatcher(
      async (items: readonly string[]) => {
        if (items.includes("bad")) throw new Error("bad item");
        return items;
      },
      { most: 10, inFlight: 1 },
    );
    const settled = await Promise.allSettled(["first", "good", "bad", "fine"].map(add));
    assert.deepEqual(
      settled.map(({ status }) => status),
      ["fulfilled", "fulfilled", "rejected", "fulfilled"],
    );
  });

  it("fails all waiting items after an error that no single item caused, and runs only once", async () => {
    let asked = 0;
    const add = createBatcher(
      async (): Promise<string[]> => {
        asked++;
        throw new Error("away");
      },
      { most: 2, inFlight: 1 },
      () => false,
    );
    const settled = await Promise.allSettled(["first", "second", "third", "fourth"].map(add));
    assert.ok(settled.every(({ status }) => status === "rejected"));
    assert.equal(asked, 1);
  });

  it("stops too when an outage begins while a bad batch runs one by one", async () => {
    const asked: (readonly string[])[] = [];
    const add = createBatcher(
      async (items: readonly string[]) => {
        asked.push(items);
        if (items.includes("away")) throw new Error(items.length === 1 ? "away" : "bad item");
        return items;
      },
      { most: 4, inFlight: 1 },
      (error) => error instanceof Error && error.message === "bad item",
    );
    const settled = await Promise.allSettled(["first", "good", "away", "third", "fourth", "waiting"].map(add));
    assert.deepEqual(
      settled.map(({ status }) => status),
      ["fulfilled", "fulfilled", "rejected", "rejected", "rejected", "rejected"],
    );
    assert.deepEqual(asked, [["first"], ["good", "away", "third", "fourth"], ["good"], ["away"]]);
  });

  it("settles a batch at once, and gathers the calls that come soon after it", async () => {
    const batches: number[][] = [];
    const run = async (items: readonly number[]) => {
      batches.push([...items]);
      return items;
    };
    const add = createBatcher(run, { most: 10, inFlight: 1, gatherMs: 50 });
    assert.equal(await add(1), 1);
    assert.deepEqual(await Promise.all([add(2), add(3)]), [2, 3]);
    assert.deepEqual(batches, [[1], [2, 3]]);
  });
});
