import assert from "node:assert/strict";
import { hashWord } from "../../../models/text/tokens.js";
import { runBag } from "../../../models/tone/bag.js";
import { type BagTask, trainBag } from "../../../models/tone/bag-training.js";
import { LEXICAL_COLUMNS, packTable, unpackTable } from "../../../models/tone/weight-table.js";

const WORDS = ["grim", "glad", "town", "rare"];
const COLUMNS = { from: 0, count: 4 };
/** Three words with vectors of four columns, and one with valences alone. */
const VECTORS = Float32Array.of(-1, 0.5, 0, 0.25, 1, -0.5, 0, 0.25, 0, 0, 0, 0.1);

function tableOf(learned: Float32Array) {
  const keys = Uint32Array.from(WORDS, hashWord);
  return unpackTable(packTable({ keys, lexical: new Float32Array(WORDS.length * LEXICAL_COLUMNS), learned, width: 4 }));
}

function aTask(): BagTask {
  const windows = [[0, 2], [1, 2], [0], [1], [2, 0, 3], [3, 1, -1]];
  return {
    examples: windows.map((rows) => ({ windows: [Int32Array.from(rows)], surface: Float32Array.of(rows.length) })),
    targets: [[-1], [1], [-1], [1], [-1], [1]],
    loss: "squared",
    vectors: new Float32Array(12),
    columns: 4,
    hidden: 4,
    epochs: 300,
    wordDropout: 0,
    dropout: 0,
    decay: 0,
    vectorRate: 0.02,
    seed: 7,
  };
}

describe("runBag", () => {
  /** Passes its four inputs on as they are. */
  const network = {
    inputs: 4,
    hidden: 0,
    outputs: 4,
    mean: new Float32Array(4),
    factor: new Float32Array(4).fill(1),
    first: new Float32Array(0),
    hiddenBias: new Float32Array(0),
    second: new Float32Array(0),
    direct: Float32Array.of(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1),
    bias: new Float32Array(4),
    row: new Float32Array(4),
    sums: new Float64Array(4),
  };

  it("divides the sum of a window's weights by the root of its padded length, unknown words included", () => {
    const rows = Int32Array.of(0, 1, 1, -1, 3);
    const sums = runBag({ columns: COLUMNS, network }, tableOf(VECTORS), {
      windows: [rows],
      surface: new Float32Array(0),
    });
    const expected = [1, -0.5, 0, 0.75].map((sum) => sum / Math.sqrt(7));
    expected.forEach((sum, column) => {
      assert.ok(Math.abs((sums[column] ?? 9) - sum) < 0.01, `${sums}`);
    });
  });

  it("gives a text the same result whatever was read before", () => {
    const read = (rows: number[]) =>
      runBag({ columns: COLUMNS, network }, tableOf(VECTORS), {
        windows: [Int32Array.from(rows)],
        surface: new Float32Array(0),
      });
    const first = read([0, 1]);
    read([2, 2, 2]);
    assert.deepEqual(read([0, 1]), first);
    assert.deepEqual(read([]), new Float64Array(4));
  });

  it("sums windows of thousands of words as exactly as short ones", () => {
    const rows = Int32Array.from({ length: 3_000 }, (_, index) => index % 3);
    const sums = runBag({ columns: COLUMNS, network }, tableOf(VECTORS), {
      windows: [rows],
      surface: new Float32Array(0),
    });
    assert.ok(Math.abs(sums[0] ?? 9) < 1e-3);
    assert.ok(Math.abs((sums[3] ?? 9) - 6) < 0.01, "clipped at the farthest that an input tells");
  });
});

describe("trainBag", () => {
  it("learns which words are favorable, and gives the same weights each time", () => {
    const { vectors, network } = trainBag(aTask());
    assert.deepEqual(trainBag(aTask()), { vectors, network });
    const say = (row: number) =>
      runBag({ columns: COLUMNS, network }, tableOf(vectors), {
        windows: [Int32Array.of(row)],
        surface: Float32Array.of(1),
      })[0];
    assert.ok((say(0) ?? 0) < -0.7 && (say(1) ?? 0) > 0.7, `${say(0)} ${say(1)}`);
  });
});
