import { createVocabulary, type Vocabulary } from "../text/features.js";

/**
 * A row of small whole-number weights for each known feature key. The weight of row r in column c is
 * `values[r * width + c] * scales[c]`.
 */
export interface WeightTable {
  vocabulary: Vocabulary;
  width: number;
  values: Int8Array;
  scales: Float32Array;
}

/** A table as JSON holds it: little-endian bytes in base64. */
export interface PackedTable {
  keys: string;
  values: string;
  scales: number[];
}

const LARGEST = 127;

/** Packs rows of weights, each column on a scale of its own; `weights` has a row of `width` for each key, in order. */
export function packTable(keys: Uint32Array, weights: ArrayLike<number>, width: number): PackedTable {
  const scales = columnScales(weights, width);
  const values = Int8Array.from(weights, (weight, index) => Math.round(weight / (scales[index % width] ?? 1)));
  return { keys: toBase64(keys), values: toBase64(values), scales };
}

/** @throws Error when the parts do not fit one another, or two rows have one key. */
export function unpackTable({ keys, values, scales }: PackedTable): WeightTable {
  const keyBytes = fromBase64(keys);
  const valueBytes = fromBase64(values);
  if (keyBytes.length % 4 !== 0 || valueBytes.length * 4 !== keyBytes.length * scales.length)
    throw new Error(`a table of ${keyBytes.length} key bytes and ${valueBytes.length} weights does not fit`);
  const view = new DataView(keyBytes.buffer);
  const hashes = Uint32Array.from({ length: keyBytes.length / 4 }, (_, index) => view.getUint32(index * 4, true));
  return {
    vocabulary: createVocabulary(hashes),
    width: scales.length,
    values: new Int8Array(valueBytes.buffer),
    scales: Float32Array.from(scales),
  };
}

function columnScales(weights: ArrayLike<number>, width: number): number[] {
  const largest = new Float64Array(width);
  for (let index = 0; index < weights.length; index++) {
    const column = index % width;
    largest[column] = Math.max(largest[column] ?? 0, Math.abs(weights[index] ?? 0));
  }
  return Array.from(largest, (most) => Number((most === 0 ? 1 : most / LARGEST).toPrecision(7)));
}

function toBase64(array: Uint32Array | Int8Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, "base64"));
}
