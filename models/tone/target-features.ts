import type { Target } from "../../src/domain/tagging.js";
import type { MarkedText } from "./marked-text.js";
import { readSentenceFeatures, sentenceFeatureCount } from "./sentence-features.js";
import type { WeightTable } from "./weight-table.js";

const NEAR = 6;

export function targetFeatureCount(channels: number): number {
  return 5 * sentenceFeatureCount(channels) + 2;
}

/**
 * The inputs of the target model: the target's sentence as a whole, what stands before and after the target, and what
 * stands near it on either side.
 */
export function readTargetFeatures(marked: MarkedText, lexicon: WeightTable, target: Target): Float32Array {
  const sentence = sentenceOf(marked, target);
  const from = marked.firstToken[sentence] ?? 0;
  const to = marked.firstToken[sentence + 1] ?? 0;
  const first = firstTokenFrom(marked, target.from, from, to);
  const after = firstTokenFrom(marked, target.to, first, to);
  const ranges = [
    { from, to },
    { from, to: first },
    { from: after, to },
    { from: Math.max(from, first - NEAR), to: first },
    { from: after, to: Math.min(to, after + NEAR) },
  ];
  const features = new Float32Array(targetFeatureCount(lexicon.width));
  let offset = 0;
  for (const range of ranges) {
    const part = readSentenceFeatures(marked, lexicon, range);
    features.set(part, offset);
    offset += part.length;
  }
  features.set([(first - from) / Math.max(1, to - from), after - first], offset);
  return features;
}

/** The sentence that holds the start of the target. */
export function sentenceOf({ sentences }: MarkedText, { from }: Target): number {
  let sentence = 0;
  while (sentence + 1 < sentences.count && (sentences.start[sentence + 1] ?? 0) <= from) sentence++;
  return sentence;
}

function firstTokenFrom({ tokens }: MarkedText, offset: number, from: number, to: number): number {
  let token = from;
  while (token < to && (tokens.start[token] ?? 0) < offset) token++;
  return token;
}
