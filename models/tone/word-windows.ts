import { NO_ROWS } from "./bag.js";
import type { MarkedText } from "./marked-text.js";
import { MARK } from "./token-marks.js";
import { LARGEST, LEXICAL_COLUMNS, type WeightTable } from "./weight-table.js";

/** Tokens `from` … `to`, `to` excluded. */
export interface TokenRange {
  from: number;
  to: number;
}

/** For each lexical column: the positive and the negative valences, each as said and as negated. */
export const LEXICAL_SUMS = 4 * LEXICAL_COLUMNS;

/** Returns the rows of the tokens whose flags under `mask` are exactly `wanted`. */
export function rowsWhere(
  { rows, flags }: MarkedText,
  { from, to }: TokenRange,
  mask: number,
  wanted: number,
): Int32Array {
  let count = 0;
  for (let token = from; token < to; token++) if (((flags[token] ?? 0) & mask) === wanted) count++;
  // Most ranges hold no negation and no quote: then no row needs to be copied.
  if (count === 0) return NO_ROWS;
  if (count === to - from) return rows.subarray(from, to);
  const found = new Int32Array(count);
  let at = 0;
  for (let token = from; token < to; token++) {
    if (((flags[token] ?? 0) & mask) === wanted) found[at++] = rows[token] ?? -1;
  }
  return found;
}

export function countFlag({ flags }: MarkedText, { from, to }: TokenRange, flag: number): number {
  let count = 0;
  for (let token = from; token < to; token++) if ((flags[token] ?? 0) & flag) count++;
  return count;
}

/** Writes LEXICAL_SUMS sums of a range, over the root of its length, to the start of `sums`, which holds zeros. */
export function sumLexical(
  marked: MarkedText,
  table: WeightTable,
  range: TokenRange,
  sums = new Float32Array(LEXICAL_SUMS),
): Float32Array {
  addLexical(marked, table, range, sums);
  const share = 1 / LARGEST / Math.sqrt(Math.max(0, range.to - range.from) + 1);
  for (let at = 0; at < LEXICAL_SUMS; at++) sums[at] = (sums[at] ?? 0) * share;
  return sums;
}

/** Runs over every word of every article. */
function addLexical(
  { rows, flags }: MarkedText,
  { lexical }: WeightTable,
  { from, to }: TokenRange,
  sums: Float32Array,
): void {
  for (let token = from; token < to; token++) {
    const row = rows[token] ?? -1;
    if (row < 0) continue;
    const flipped = ((flags[token] ?? 0) & MARK.negated) === 0 ? 0 : 2;
    for (let column = 0; column < LEXICAL_COLUMNS; column++) {
      const value = lexical[row * LEXICAL_COLUMNS + column] ?? 0;
      if (value === 0) continue;
      const at = column * 4 + flipped + (value >>> 31);
      sums[at] = (sums[at] ?? 0) + value;
    }
  }
}
