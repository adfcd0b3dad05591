import { readVectorFile } from "../learning/vector-file.js";
import { createRandom } from "./random.js";

/** Words of the corpus, the most frequent first, each with its skip-gram vector. */
export type VectorsByWord = Map<string, Float32Array>;

const IS_WORD = /^[\p{L}\p{N}][\p{L}\p{N}'’.,]*$/u;
const ROUNDS = 40;
/** Only frequent words decide on the axes: rare ones have noisy vectors. */
const AXIS_WORDS = 12_000;

export function readVectorsByWord(dataDir: string): VectorsByWord {
  return new Map(readVectorFile(dataDir).filter(([word]) => IS_WORD.test(word)));
}

/** Reduces the vectors to their `count` principal axes, which is what a small artifact can hold. */
export function reduceVectors(vectors: VectorsByWord, count: number): VectorsByWord {
  const rows = [...vectors.values()].slice(0, AXIS_WORDS);
  const mean = meanOf(rows);
  const axes = principalAxes(
    rows.map((row) => row.map((value, index) => value - (mean[index] ?? 0))),
    count,
  );
  const reduce = (vector: Float32Array) => Float32Array.from(axes, (axis) => dot(vector, axis) - dot(mean, axis));
  return new Map([...vectors].map(([word, vector]) => [word, reduce(vector)]));
}

/** Uses subspace iteration: slower than a library's decomposition, but without a dependency. */
function principalAxes(rows: readonly Float32Array[], count: number): Float32Array[] {
  const width = rows[0]?.length ?? 0;
  const covariance = covarianceOf(rows, width);
  const random = createRandom(1);
  let axes: Float32Array[] = Array.from({ length: count }, () =>
    Float32Array.from({ length: width }, () => random.normal()),
  );
  for (let round = 0; round < ROUNDS; round++) {
    axes = orthonormal(axes.map((axis) => Float32Array.from(covariance, (row) => dot(row, axis))));
  }
  return axes;
}

function covarianceOf(rows: readonly Float32Array[], width: number): Float32Array[] {
  const covariance = Array.from({ length: width }, () => new Float32Array(width));
  for (const row of rows) {
    covariance.forEach((line, left) => {
      const value = (row[left] ?? 0) / rows.length;
      for (let right = 0; right < width; right++) line[right] = (line[right] ?? 0) + value * (row[right] ?? 0);
    });
  }
  return covariance;
}

function orthonormal(axes: readonly Float32Array[]): Float32Array[] {
  const done: Float32Array[] = [];
  for (const axis of axes) {
    let rest = axis;
    for (const other of done) {
      const share = dot(rest, other);
      rest = rest.map((value, index) => value - share * (other[index] ?? 0));
    }
    const length = Math.sqrt(dot(rest, rest));
    done.push(rest.map((value) => value / length));
  }
  return done;
}

function meanOf(rows: readonly Float32Array[]): Float32Array {
  const mean = new Float32Array(rows[0]?.length ?? 0);
  for (const row of rows)
    row.forEach((value, index) => {
      mean[index] = (mean[index] ?? 0) + value / rows.length;
    });
  return mean;
}

function dot(left: Float32Array, right: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}
