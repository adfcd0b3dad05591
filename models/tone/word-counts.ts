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
export function countWords(headline: MarkedText, body: MarkedText, { learnedRows, scratch }: WeightTable): WordCounts {
  const found = new Int32Array(headline.rows.length + body.rows.length);
  let count = 0;
  const add = (row: number, times: number) => {
    if (row < 0 || row >= learnedRows) return;
    const before = scratch[row] ?? 0;
    if (before === 0) found[count++] = row;
    scratch[row] = before + times;
  };
  for (const row of headline.rows) add(row, HEADLINE_COUNT);
  for (let token = 0; token < body.rows.length; token++) {
    add(body.rows[token] ?? -1, token < LEAD_WORDS ? LEAD_COUNT : 1);
  }
  const rows = found.subarray(0, count);
  return { rows, values: takeCounts(rows, scratch) };
}

/** The values of the rows that were counted, whose places are zero again. */
function takeCounts(rows: Int32Array, scratch: Int32Array): Float32Array {
  const values = new Float32Array(rows.length);
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? 0;
    values[index] = 1 + Math.log(scratch[row] ?? 1);
    scratch[row] = 0;
  }
  const length = Math.sqrt(values.reduce((sum, value) => sum + value * value, 0));
  return values.map((value) => value / length);
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
