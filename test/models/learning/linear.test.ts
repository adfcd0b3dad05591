import assert from "node:assert/strict";
import { scoreRows, trainLogistic } from "../../../models/learning/linear.js";
import { packRows, selectRows } from "../../../models/learning/sparse.js";

const ROWS = packRows(
  [
    { columns: [0], values: [1] },
    { columns: [0, 2], values: [1, 0.5] },
    { columns: [1], values: [1] },
    { columns: [1, 2], values: [1, 0.5] },
  ],
  3,
);

describe("trainLogistic", () => {
  it("separates rows that can be separated", () => {
    const model = trainLogistic({ rows: ROWS, targets: [1, 1, 0, 0], penalty: 0.01 });
    const scores = scoreRows(model, ROWS);
    assert.ok((scores[0] ?? 0) > 2 && (scores[1] ?? 0) > 2 && (scores[2] ?? 0) < -2 && (scores[3] ?? 0) < -2);
  });

  it("ends where the gradient is zero, so that the mean chance is the mean target", () => {
    const model = trainLogistic({ rows: ROWS, targets: [1, 0.2, 0, 0.7], penalty: 0.1, steps: 50 });
    const chances = scoreRows(model, ROWS).map((score) => 1 / (1 + Math.exp(-score)));
    const mean = chances.reduce((sum, chance) => sum + chance, 0) / 4;
    assert.ok(Math.abs(mean - 1.9 / 4) < 0.01, String(mean));
  });

  it("gives the same weights each time", () => {
    const task = { rows: ROWS, targets: [1, 0, 0, 1], penalty: 0.1 };
    assert.deepEqual(trainLogistic(task), trainLogistic(task));
  });

  it("ignores a row whose importance is zero", () => {
    const all = trainLogistic({ rows: ROWS, targets: [1, 1, 0, 1], importance: [1, 1, 1, 0], penalty: 0.1 });
    const without = trainLogistic({ rows: selectRows(ROWS, [0, 1, 2]), targets: [1, 1, 0], penalty: 0.1 });
    for (let column = 0; column < 3; column++) {
      assert.ok(Math.abs((all.weights[column] ?? 0) - (without.weights[column] ?? 0)) < 1e-3);
    }
  });
});
