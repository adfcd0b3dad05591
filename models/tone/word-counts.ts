import type { MarkedText } from "./marked-text.js";
import { QUAD_ZERO, type WeightTable } from "./weight-table.js";

/** The words of an article that have learned weights, each once, with a vector of length 1 of how often they count. */
export interface WordCounts {
  /** Rows of the word table. */
  rows: Int32Array;
  values: Float32Array;
}

const HEADLINE_COUNT = 3;
const LEAD_WORDS = 80;
const LEAD_COUNT = 2;

/** Counts are logarithmic; a word of the headline counts three times, one of the lead twice. */
export function countWords(headline: MarkedText, body: MarkedText, { learnedRows }: WeightTable): WordCounts {
  const counts = new Map<number, number>();
  const add = (row: number, times: number) => {
    if (row >= 0 && row < learnedRows) counts.set(row, (counts.get(row) ?? 0) + times);
  };
  for (const row of headline.rows) add(row, HEADLINE_COUNT);
  body.rows.forEach((row, token) => {
    add(row, token < LEAD_WORDS ? LEAD_COUNT : 1);
  });
  const values = Float32Array.from(counts.values(), (count) => 1 + Math.log(count));
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return { rows: Int32Array.from(counts.keys()), values: values.map((value) => value / length) };
}

/** Adds what the words say by themselves to the scores: one column of the table, from `from` on, for each score. */
export function addWordScores(
  { rows, values }: WordCounts,
  table: WeightTable,
  from: number,
  scores: Float64Array,
): void {
  rows.forEach((row, index) => {
    for (let out = 0; out < scores.length; out++) {
      const column = from + out;
      const byte = ((table.quads[(row * table.width + column) >> 2] ?? 0) >>> ((column & 3) * 8)) & 0xff;
      const weight = (byte - QUAD_ZERO) * (table.scales[column] ?? 0);
      scores[out] = (scores[out] ?? 0) + (values[index] ?? 0) * weight;
    }
  });
}
