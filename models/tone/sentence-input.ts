import type { BagInput } from "./bag.js";
import type { MarkedText } from "./marked-text.js";
import { MARK } from "./token-marks.js";
import type { WeightTable } from "./weight-table.js";
import { countFlag, LEXICAL_SUMS, rowsWhere, sumLexical, type TokenRange } from "./word-windows.js";

export const SENTENCE_WINDOWS = 2;
export const SENTENCE_SURFACE = LEXICAL_SUMS + 6;

const EXCLAMATION = 33;
const QUESTION = 63;

/** Reads the input of the sentence model from a range of tokens. */
export function readSentenceInput(marked: MarkedText, table: WeightTable, range: TokenRange): BagInput {
  const negated = rowsWhere(marked, range, MARK.negated, MARK.negated);
  return {
    windows: [rowsWhere(marked, range, MARK.negated, 0), negated],
    surface: readSurface(marked, table, range, negated.length),
  };
}

function readSurface(marked: MarkedText, table: WeightTable, range: TokenRange, negated: number): Float32Array {
  const length = Math.max(1, range.to - range.from);
  const mark = range.to > range.from ? marked.text.charCodeAt(marked.tokens.end[range.to - 1] ?? 0) : 0;
  const surface = new Float32Array(SENTENCE_SURFACE);
  sumLexical(marked, table, range, surface);
  surface[LEXICAL_SUMS] = Math.sqrt(length);
  surface[LEXICAL_SUMS + 1] = countFlag(marked, range, MARK.quoted) / length;
  surface[LEXICAL_SUMS + 2] = negated / length;
  surface[LEXICAL_SUMS + 3] = countFlag(marked, range, MARK.name) / length;
  surface[LEXICAL_SUMS + 4] = mark === EXCLAMATION ? 1 : 0;
  surface[LEXICAL_SUMS + 5] = mark === QUESTION ? 1 : 0;
  return surface;
}
