import type { Target } from "../../src/domain/tagging.js";
import type { BagInput } from "./bag.js";
import type { MarkedText } from "./marked-text.js";
import { MARK } from "./token-marks.js";
import { countFlag, rowsWhere, type TokenRange } from "./word-windows.js";

export const TARGET_WINDOWS = 9;
export const TARGET_SURFACE = 7;

/** The number of words on either side that are near the target. */
const NEAR = 6;
const LOWER_A = 97;
const CLAUSE_MARK = /[,;:—–()"“”]/u;

/** The tokens around a target: its sentence's first, its own first, the first after it, and the end of the sentence. */
interface Place {
  from: number;
  first: number;
  after: number;
  to: number;
}

/**
 * Reads the input of the target model: the words of the sentence without the target, as said and as negated; those
 * before and after it; those near it on either side; the quoted ones; and those of its clause on either side.
 */
export function readTargetInput(text: MarkedText, target: Target): BagInput {
  const marked = { ...text, rows: text.rowsWithTopics };
  const place = findPlace(marked, target);
  const { from, first, after, to } = place;
  const around = (mask: number, wanted: number) =>
    joinRows(
      rowsWhere(marked, { from, to: first }, mask, wanted),
      rowsWhere(marked, { from: after, to }, mask, wanted),
    );
  const negated = around(MARK.negated, MARK.negated);
  const quoted = around(MARK.quoted, MARK.quoted);
  const clause = findClause(marked, place);
  return {
    windows: [
      around(MARK.negated, 0),
      negated,
      rowsWhere(marked, { from, to: first }, 0, 0),
      rowsWhere(marked, { from: after, to }, 0, 0),
      rowsWhere(marked, { from: Math.max(from, first - NEAR), to: first }, 0, 0),
      rowsWhere(marked, { from: after, to: Math.min(to, after + NEAR) }, 0, 0),
      quoted,
      rowsWhere(marked, { from: clause.from, to: first }, 0, 0),
      rowsWhere(marked, { from: after, to: clause.to }, 0, 0),
    ],
    surface: readSurface(marked, target, place, [negated.length, quoted.length]),
  };
}

function readSurface(
  marked: MarkedText,
  target: Target,
  place: Place,
  [negated, quoted]: [number, number],
): Float32Array {
  const { from, first, after, to } = place;
  const length = Math.max(1, to - from);
  // A target that begins with a small letter is usually a pronoun.
  const isSmall = marked.text.charCodeAt(target.from) >= LOWER_A;
  return Float32Array.of(
    (first - from) / length,
    Math.sqrt(length),
    after - first,
    countFlag(marked, { from: first, to: Math.min(to, first + 1) }, MARK.quoted),
    quoted / length,
    isSmall ? 1 : 0,
    negated / length,
  );
}

function findPlace(marked: MarkedText, target: Target): Place {
  const { from, to } = findSentence(marked, target);
  const { start, end } = marked.tokens;
  let first = from;
  while (first < to - 1 && (end[first] ?? 0) <= target.from) first++;
  let after = Math.min(to, first + 1);
  while (after < to && (start[after] ?? 0) < target.to) after++;
  return { from, first, after, to };
}

/** Ends at the nearest mark on either side: who is praised or blamed often changes there. */
function findClause({ text, tokens }: MarkedText, { from, first, after, to }: Place): TokenRange {
  const endsClause = (token: number) =>
    CLAUSE_MARK.test(text.slice(tokens.end[token], tokens.start[token + 1] ?? text.length));
  let start = first;
  while (start > from && !endsClause(start - 1)) start--;
  let end = after;
  while (end < to && !endsClause(end - 1)) end++;
  return { from: start, to: end };
}

/** Returns the tokens of the sentence that holds the start of the target. */
function findSentence({ sentences, firstToken }: MarkedText, { from }: Target): { from: number; to: number } {
  let sentence = 0;
  while (sentence + 1 < sentences.count && (sentences.start[sentence + 1] ?? 0) <= from) sentence++;
  return { from: firstToken[sentence] ?? 0, to: firstToken[sentence + 1] ?? 0 };
}

function joinRows(left: Int32Array, right: Int32Array): Int32Array {
  const joined = new Int32Array(left.length + right.length);
  joined.set(left);
  joined.set(right, left.length);
  return joined;
}
