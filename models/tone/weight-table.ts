import { z } from "zod";
import { createVocabulary, type Vocabulary } from "../text/vocabulary.js";

/**
 * The numbers of each word, found by its hash: valences of every word, and learned weights of the more frequent words,
 * whose rows come first. Row r has the valence `lexical[r * LEXICAL_COLUMNS + c] / LARGEST` and the weight
 * `(byte c of row r of quads - QUAD_ZERO) * scales[c]`.
 */
export interface WeightTable {
  vocabulary: Vocabulary;
  lexical: Int8Array;
  width: number;
  learnedRows: number;
  /** Four columns each, the first in the lowest byte, plus QUAD_ZERO: one addition then sums several columns. */
  quads: Int32Array;
  scales: Float32Array;
}

/** A table as JSON holds it: little-endian bytes in base64. */
export const packedTable = z.strictObject({
  keys: z.string(),
  lexical: z.string(),
  values: z.string(),
  scales: z.array(z.number()),
});

export type PackedTable = z.infer<typeof packedTable>;

interface Weights {
  keys: Uint32Array;
  /** -1 … 1, a row of LEXICAL_COLUMNS for each key. */
  lexical: Float32Array;
  /** A row of `width` for each of the first keys. */
  learned: Float32Array;
  width: number;
}

/** Columns of valence: one for each word list, and one that the word's vector suggests. */
export const LEXICAL_COLUMNS = 6;
/** The byte that stands for 0 in a quad. */
export const QUAD_ZERO = 128;
/** The largest whole number that a weight becomes. */
export const LARGEST = 127;

/** Packs weights into bytes, each learned column on a scale of its own. */
export function packTable({ keys, lexical, learned, width }: Weights): PackedTable {
  const scales = columnScales(learned, width);
  return {
    keys: toBase64(keys),
    lexical: toBase64(Int8Array.from(lexical, (valence) => Math.round(clamp(valence) * LARGEST))),
    values: toBase64(Int8Array.from(learned, (weight, index) => Math.round(weight / (scales[index % width] ?? 1)))),
    scales,
  };
}

/** Unpacks a table. @throws Error when its parts do not fit, or two rows have the same key. */
export function unpackTable({ keys, lexical, values, scales }: PackedTable): WeightTable {
  const hashes = readHashes(fromBase64(keys));
  const lexicalBytes = fromBase64(lexical);
  const valueBytes = fromBase64(values);
  const learnedRows = valueBytes.length / scales.length;
  if (
    lexicalBytes.length !== hashes.length * LEXICAL_COLUMNS ||
    !Number.isInteger(learnedRows) ||
    learnedRows > hashes.length
  )
    throw new Error(
      `a table of ${hashes.length} keys, ${lexicalBytes.length} valences and ${valueBytes.length} weights does not fit`,
    );
  return {
    vocabulary: createVocabulary(hashes),
    lexical: new Int8Array(lexicalBytes.buffer),
    width: scales.length,
    learnedRows,
    quads: toQuads(valueBytes),
    scales: Float32Array.from(scales),
  };
}

function columnScales(weights: Float32Array, width: number): number[] {
  const largest = new Float64Array(width);
  weights.forEach((weight, index) => {
    const column = index % width;
    largest[column] = Math.max(largest[column] ?? 0, Math.abs(weight));
  });
  return Array.from(largest, (most) => Number((most === 0 ? 1 : most / LARGEST).toPrecision(7)));
}

function clamp(valence: number): number {
  return Math.max(-1, Math.min(1, valence));
}

function readHashes(bytes: Uint8Array<ArrayBuffer>): Uint32Array {
  const view = new DataView(bytes.buffer);
  return Uint32Array.from({ length: Math.floor(bytes.length / 4) }, (_, index) => view.getUint32(index * 4, true));
}

function toQuads(bytes: Uint8Array): Int32Array {
  return Int32Array.from({ length: bytes.length >> 2 }, (_, quad) =>
    [3, 2, 1, 0].reduce((packed, place) => (packed << 8) | ((bytes[quad * 4 + place] ?? 0) ^ QUAD_ZERO), 0),
  );
}

function toBase64(array: Uint32Array | Int8Array): string {
  return Buffer.from(array.buffer, array.byteOffset, array.byteLength).toString("base64");
}

function fromBase64(text: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(Buffer.from(text, "base64"));
}
