import { type LinearModel, trainLogistic } from "../learning/linear.js";
import type { SparseRows } from "../learning/sparse.js";

/** Counts added to each side of a feature's odds, so that rare features are not trusted. */
const SMOOTHING = 2;
const LEAST_FACTOR = 0.1;

interface PriorTask {
  /** Columns: `featureCount` for the text field, then as many for the headline field. */
  rows: SparseRows;
  featureCount: number;
  /** 0–1. */
  targets: ArrayLike<number>;
  importance?: ArrayLike<number>;
  /** Scores that other models already give the rows. */
  margins?: ArrayLike<number>;
  penalty: number;
  /** Further columns: the vectors of a text's words, summed by their values. None when left out. */
  vectors?: FeatureVectors;
  /** Added to what each feature tells by itself: what is known of it besides the rows. 0 when left out. */
  known?: ArrayLike<number>;
}

/** A vector for each feature, row by row; their weighted sum over a text counts `factor` times. */
export interface FeatureVectors {
  numbers: Float32Array;
  size: number;
  factor: number;
}

/**
 * Trains an L2 logistic regression in which a weight costs less the more its feature alone tells of the topic (the log
 * ratio of naive Bayes: Wang and Manning 2012). So names that merely occur together with a topic keep small weights.
 * Vectors let words learn from similar words. The returned weights are for plain rows: both are folded in.
 */
export function trainWithPrior(task: PriorTask): LinearModel {
  const { rows, featureCount, targets, importance, margins, penalty, vectors } = task;
  const factors = priorFactors(task);
  const scaled = scaleColumns(rows, factors, featureCount);
  const design = vectors ? appendVectors(rows, scaled, { ...vectors, featureCount }) : scaled;
  const learned = trainLogistic({ rows: design, targets, importance, margins, penalty });
  const weights = learned.weights.slice(0, rows.columnCount);
  for (let column = 0; column < weights.length; column++) {
    weights[column] = (weights[column] ?? 0) * (factors[column % featureCount] ?? 0);
  }
  if (vectors) addVectorWeights(weights, learned.weights.subarray(rows.columnCount), { ...vectors, featureCount });
  return { weights, bias: learned.bias };
}

function priorFactors({ rows, featureCount, targets, importance, known }: PriorTask): Float64Array {
  const inside = new Float64Array(featureCount).fill(SMOOTHING);
  const outside = new Float64Array(featureCount).fill(SMOOTHING);
  let positive = 2 * SMOOTHING;
  let negative = 2 * SMOOTHING;
  for (let row = 0; row + 1 < rows.offsets.length; row++) {
    const weight = importance?.[row] ?? 1;
    const target = targets[row] ?? 0;
    positive += weight * target;
    negative += weight * (1 - target);
    for (let entry = rows.offsets[row] ?? 0; entry < (rows.offsets[row + 1] ?? 0); entry++) {
      const column = rows.columns[entry] ?? 0;
      if (column >= featureCount) continue;
      inside[column] = (inside[column] ?? 0) + weight * target;
      outside[column] = (outside[column] ?? 0) + weight * (1 - target);
    }
  }
  return inside.map((count, column) => {
    const ratio = count / positive / ((outside[column] ?? 1) / negative);
    return LEAST_FACTOR + Math.abs(Math.log(ratio)) + (known?.[column] ?? 0);
  });
}

function scaleColumns(rows: SparseRows, factors: Float64Array, featureCount: number): SparseRows {
  const { columns } = rows;
  const values = rows.values.map((value, entry) => value * (factors[(columns[entry] ?? 0) % featureCount] ?? 0));
  return { ...rows, values };
}

type CountedVectors = FeatureVectors & Pick<PriorTask, "featureCount">;

function appendVectors(plain: SparseRows, scaled: SparseRows, vectors: CountedVectors): SparseRows {
  const { size } = vectors;
  const count = plain.offsets.length - 1;
  const columns = new Int32Array(plain.columns.length + count * size);
  const values = new Float32Array(columns.length);
  const offsets = plain.offsets.map((offset, row) => offset + row * size);
  for (let row = 0; row < count; row++) {
    const from = plain.offsets[row] ?? 0;
    const to = plain.offsets[row + 1] ?? 0;
    const start = offsets[row] ?? 0;
    columns.set(scaled.columns.subarray(from, to), start);
    values.set(scaled.values.subarray(from, to), start);
    const sum = sumVectors(plain, from, to, vectors);
    for (let dimension = 0; dimension < size; dimension++) {
      columns[start + to - from + dimension] = plain.columnCount + dimension;
      values[start + to - from + dimension] = sum[dimension] ?? 0;
    }
  }
  return { columnCount: plain.columnCount + size, offsets, columns, values };
}

function sumVectors(rows: SparseRows, from: number, to: number, vectors: CountedVectors): Float64Array {
  const { numbers, size, factor, featureCount } = vectors;
  const sum = new Float64Array(size);
  for (let entry = from; entry < to; entry++) {
    const column = rows.columns[entry] ?? 0;
    if (column >= featureCount) continue;
    const value = factor * (rows.values[entry] ?? 0);
    for (let dimension = 0; dimension < size; dimension++) {
      sum[dimension] = (sum[dimension] ?? 0) + value * (numbers[column * size + dimension] ?? 0);
    }
  }
  return sum;
}

function addVectorWeights(weights: Float64Array, learned: Float64Array, vectors: CountedVectors): void {
  const { numbers, size, factor, featureCount } = vectors;
  for (let feature = 0; feature < featureCount; feature++) {
    let sum = 0;
    for (let dimension = 0; dimension < size; dimension++) {
      sum += (learned[dimension] ?? 0) * (numbers[feature * size + dimension] ?? 0);
    }
    weights[feature] = (weights[feature] ?? 0) + factor * sum;
  }
}
