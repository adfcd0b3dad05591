import { createParameter, type Parameter, stepRow } from "./adam.js";
import { PADDING } from "./bag.js";
import type { Random } from "./random.js";

/** Word vectors in training: rows of `columns` numbers. */
export interface LearnedVectors {
  parameter: Parameter;
  columns: number;
  rowCount: number;
  /** How often each row was moved. A batch moves only the rows that it holds. */
  steps: Int32Array;
  touched: Set<number>;
}

export function createLearnedVectors(start: Float32Array, columns: number): LearnedVectors {
  const rowCount = columns === 0 ? 0 : start.length / columns;
  const parameter = createParameter(start.slice());
  return { parameter, columns, rowCount, steps: new Int32Array(rowCount), touched: new Set() };
}

export function dropWords(rows: Int32Array, share: number, random: Random): Int32Array {
  return share === 0 ? rows : rows.filter(() => random.uniform() >= share);
}

/** Adds the vectors of a window to `input` from `offset` on; returns the share that each word has in the sum. */
export function poolVectors(vectors: LearnedVectors, rows: Int32Array, input: Float32Array, offset: number): number {
  const { columns, rowCount, parameter } = vectors;
  const share = 1 / Math.sqrt(rows.length + PADDING);
  for (const row of rows) {
    if (row < 0 || row >= rowCount) continue;
    for (let column = 0; column < columns; column++) {
      input[offset + column] = (input[offset + column] ?? 0) + (parameter.value[row * columns + column] ?? 0) * share;
    }
  }
  return share;
}

/** Adds to each word of a window its share of the gradient of the window's inputs, at `offset` of `back`. */
export function addVectorGradients(
  { columns, rowCount, parameter, touched }: LearnedVectors,
  rows: Int32Array,
  share: number,
  back: Float32Array,
  offset: number,
): void {
  for (const row of rows) {
    if (row < 0 || row >= rowCount) continue;
    touched.add(row);
    for (let column = 0; column < columns; column++) {
      const at = row * columns + column;
      parameter.gradient[at] = (parameter.gradient[at] ?? 0) + share * (back[offset + column] ?? 0);
    }
  }
}

export function stepVectors({ parameter, columns, steps, touched }: LearnedVectors, rate: number): void {
  for (const row of touched) {
    steps[row] = (steps[row] ?? 0) + 1;
    stepRow(parameter, row * columns, columns, rate, steps[row] ?? 1);
  }
  touched.clear();
}
