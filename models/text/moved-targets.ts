import type { Target } from "../../src/domain/tagging.js";

/**
 * Where spans of a text as it was given stand in its clean form: at the same words, the same one of them when they occur
 * often. A span whose words cleaning took away is empty.
 */
export function moveTargets(targets: readonly Target[], given: string, clean: string): Target[] {
  return given === clean ? [...targets] : targets.map((target) => moveTarget(target, given, clean));
}

function moveTarget({ from, to }: Target, given: string, clean: string): Target {
  const words = squeeze(given.slice(from, to)).trim();
  if (words === "") return { from: 0, to: 0 };
  const earlier = countOccurrences(squeeze(given.slice(0, from)), words);
  const start = findOccurrence(clean, words, earlier);
  return start < 0 ? { from: 0, to: 0 } : { from: start, to: start + words.length };
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
