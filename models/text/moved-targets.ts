import type { Target } from "../../src/domain/tagging.js";

/** What stands beside a span in its line tells it from the same words elsewhere. */
const CONTEXT = 40;
const LINE_END = /[\n\r]/;

/**
 * Where spans of a text as it was given stand in its clean form: at the same words between the same words, or else at the
 * same one of those words when they occur often. A span whose words cleaning took away is empty.
 */
export function moveTargets(targets: readonly Target[], given: string, clean: string): Target[] {
  return given === clean ? [...targets] : targets.map((target) => moveTarget(target, given, clean));
}

function moveTarget({ from, to }: Target, given: string, clean: string): Target {
  const words = squeeze(given.slice(from, to)).trim();
  if (words === "") return { from: 0, to: 0 };
  const earlier = squeeze(given.slice(0, from));
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
  return squeeze(lines.at(-1) ?? "").trimStart();
}

function lineAfter(text: string, at: number): string {
  const [line = ""] = text.slice(at, at + CONTEXT).split(LINE_END);
  return squeeze(line).trimEnd();
}

function squeeze(text: string): string {
  return text.replace(/\s+/g, " ");
}

function countOccurrences(text: string, words: string): number {
  return text.split(words).length - 1;
}

/** The occurrence with so many before it, or the last one. */
function findOccurrence(text: string, words: string, earlier: number): number {
  let found = text.indexOf(words);
  for (let passed = 0; passed < earlier; passed++) {
    const next = text.indexOf(words, found + words.length);
    if (next < 0) break;
    found = next;
  }
  return found;
}
