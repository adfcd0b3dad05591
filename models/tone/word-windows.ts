import type { MarkedText } from "./marked-text.js";
import { MARK } from "./token-marks.js";
import { LARGEST, LEXICAL_COLUMNS, type WeightTable } from "./weight-table.js";

/** Tokens `from` … `to`, `to` excluded. */
export interface TokenRange {
  from: number;
  to: number;
}

/** Of each lexical column: what favours and what disfavours, each as said and as negated. */
export const LEXICAL_SUMS = 4 * LEXICAL_COLUMNS;

/** The rows of the tokens whose flags, among those of `mask`, are exactly `wanted`. */
export function rowsWhere(
  { rows, flags }: MarkedText,
  { from, to }: TokenRange,
  mask: number,
  wanted: number,
): Int32Array {
  const found = new Int32Array(Math.max(0, to - from));
  let count = 0;
  for (let token = from; token < to; token++) {
    if (((flags[token] ?? 0) & mask) === wanted) found[count++] = rows[token] ?? -1;
  }
  return found.subarray(0, count);
}

/** How many tokens of a range carry a flag. */
export function countFlag({ flags }: MarkedText, { from, to }: TokenRange, flag: number): number {
  let count = 0;
  for (let token = from; token < to; token++) if ((flags[token] ?? 0) & flag) count++;
  return count;
}

/** The lexical sums of a range, LEXICAL_SUMS of them, over the root of its length. */
export function sumLexical({ rows, flags }: MarkedText, table: WeightTable, { from, to }: TokenRange): Float32Array {
  const sums = new Float32Array(LEXICAL_SUMS);
  for (let token = from; token < to; token++) {
    const row = rows[token] ?? -1;
    if (row < 0) continue;
    const flipped = (flags[token] ?? 0) & MARK.negated ? 2 : 0;
    for (let column = 0; column < LEXICAL_COLUMNS; column++) {
      const value = table.lexical[row * LEXICAL_COLUMNS + column] ?? 0;
      const at = column * 4 + flipped + (value < 0 ? 1 : 0);
      sums[at] = (sums[at] ?? 0) + value;
    }
  }
  const share = 1 / LARGEST / Math.sqrt(Math.max(0, to - from) + 1);
  return sums.map((sum) => sum * share);
}
