import assert from "node:assert/strict";
import { createPatience } from "../../src/commands/patience.js";

describe("patience with waiting articles", () => {
  it("ends after a minute without progress, and says so once", () => {
    const isStuck = createPatience();
    const asked = [0, 59_999, 60_000, 61_000, 600_000].map((ms) => isStuck(7, ms));
    assert.deepEqual(asked, [false, false, true, false, false]);
  });

  it("starts over whenever the number of waiting articles changes", () => {
    const isStuck = createPatience();
    isStuck(7, 0);
    assert.equal(isStuck(6, 59_000), false);
    assert.equal(isStuck(6, 118_000), false);
    assert.equal(isStuck(6, 119_000), true);
    isStuck(5, 120_000);
    assert.equal(isStuck(5, 180_000), true);
  });
});
