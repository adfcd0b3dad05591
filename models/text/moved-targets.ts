import type { Target } from "../../src/domain/tagging.js";
import { fragmentText } from "./fragment.js";
import { wellFormed } from "./paragraphs.js";

/** Characters beside a span, in its line, that tell it from the same words elsewhere. */
const CONTEXT = 40;
const LINE_END = /[\n\r]/;
const TAG_REST = /^[^<]*>/;
const TAG_START = /<[^>]*$/;

/**
 * Moves spans of a text as given to their places in its clean form: to the same words with the same words around them,
 * or else to the same occurrence of the words alone. A span whose words cleaning removed becomes empty.
 */
export function moveTargets(targets: readonly Target[], given: string, clean: string): Target[] {
  if (given === clean) return [...targets];
  const moved = new Map<Target, Target>();
  let earlier = "";
  let end = 0;
  // In text order, so that the text before the targets is read only once.
  for (const target of targets.toSorted((left, right) => left.from - right.from)) {
    earlier += readPiece(given.slice(end, target.from));
    end = target.from;
    moved.set(target, moveTarget(target, given, earlier, clean));
  }
  return targets.map((target) => moved.get(target) ?? target);
}

function moveTarget({ from, to }: Target, given: string, earlier: string, clean: string): Target {
  const words = readPiece(given.slice(from, to)).trim();
  if (words === "") return { from: 0, to: 0 };
  const before = lineBefore(given, from);
  const after = lineAfter(given, to);
  for (const [left, right] of [
    [before, after],
    [before, ""],
    ["", after],
    ["", ""],
  ] as const) {
    const needle = left + words + right;
    const start = findOccurrence(clean, needle, countOccurrences(earlier, needle));
    if (start >= 0) return { from: start + left.length, to: start + left.length + words.length };
  }
  return { from: 0, to: 0 };
}

function lineBefore(text: string, at: number): string {
  const lines = text.slice(Math.max(0, at - CONTEXT), at).split(LINE_END);
  return readPiece((lines.at(-1) ?? "").replace(TAG_REST, "")).trimStart();
}

function lineAfter(text: string, at: number): string {
  const [line = ""] = text.slice(at, at + CONTEXT).split(LINE_END);
  return readPiece(line.replace(TAG_START, "")).trimEnd();
}

/** Reads a piece as cleaning does. The bars save the space at its ends from trimming. */
function readPiece(text: string): string {
  return wellFormed(fragmentText(`|${text}|`)).slice(1, -1);
}

function countOccurrences(text: string, words: string): number {
  return text.split(words).length - 1;
}

/** Returns the occurrence that `earlier` others precede, or the last one. */
function findOccurrence(text: string, words: string, earlier: number): number {
  let found = text.indexOf(words);
  for (let passed = 0; passed < earlier; passed++) {
    const next = text.indexOf(words, found + words.length);
    if (next < 0) break;
    found = next;
  }
  return found;
}
