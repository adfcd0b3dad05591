import assert from "node:assert/strict";
import { headlinePortion, logLength } from "../../../models/topics/text-length.js";

describe("the length of a text", () => {
  it("gives headlines to one reader, articles to the other, and texts in between to both", () => {
    assert.deepEqual([0, 1, 60].map(headlinePortion), [1, 1, 1]);
    assert.deepEqual([500, 501, 5_000].map(headlinePortion), [0, 0, 0]);
    const between = [61, 100, 173, 300, 499].map(headlinePortion);
    assert.deepEqual(
      between,
      between.toSorted((left, right) => right - left),
    );
    assert.ok(Math.abs(headlinePortion(Math.sqrt(60 * 500)) - 0.5) < 1e-9);
  });

  it("counts for `relevance` only beyond that of the longest headline", () => {
    assert.equal(logLength(0), logLength(60));
    assert.ok(logLength(61) > logLength(60));
  });
});
