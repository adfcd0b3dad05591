import type { MarkedText } from "./marked-text.js";
import { MARK } from "./token-marks.js";

/** How many numbers describe the spread. */
export const SPREAD_SIZE = 22;

const QUANTILES = [0, 0.1, 0.25, 0.5, 0.75, 0.9, 1];
const STRONG = [0.1, 0.25, 0.4];
const LEAD = 4;

/**
 * Describes in SPREAD_SIZE numbers how the tone is spread over the sentences of an article or of a part of it.
 *
 * @param quoted how much of each sentence is quoted, 0–1
 * @param headlineScore where there is no headline, the mean of the sentences stands in
 */
export function describeSpread(scores: Float32Array, quoted: Float32Array, headlineScore = mean(scores)): Float32Array {
  const sorted = scores.slice().sort();
  return Float32Array.from([
    headlineScore,
    mean(scores),
    spread(scores),
    ...QUANTILES.map((share) => quantile(sorted, share)),
    ...STRONG.map((least) => share(scores, (score) => score > least)),
    ...STRONG.map((least) => share(scores, (score) => score < -least)),
    mean(scores.subarray(0, LEAD)),
    mean(scores.subarray(-LEAD)),
    weightedMean(scores, quoted),
    weightedMean(
      scores,
      quoted.map((part) => 1 - part),
    ),
    mean(quoted),
    Math.log(1 + scores.length),
  ]);
}

/** Describes a headline by itself, as one sentence that quotes nobody. */
export function describeHeadline(headlineScore: number): Float32Array {
  return describeSpread(Float32Array.of(headlineScore), Float32Array.of(0));
}

/** Returns how much of each sentence is quoted, 0–1. */
export function quotedShares({ sentences, firstToken, flags }: MarkedText): Float32Array {
  const shares = new Float32Array(sentences.count);
  for (let sentence = 0; sentence < sentences.count; sentence++) {
    const from = firstToken[sentence] ?? 0;
    const to = firstToken[sentence + 1] ?? 0;
    let quoted = 0;
    for (let token = from; token < to; token++) if ((flags[token] ?? 0) & MARK.quoted) quoted++;
    shares[sentence] = quoted / Math.max(1, to - from);
  }
  return shares;
}

/** Returns 0 when all weights are 0. */
function weightedMean(values: Float32Array, weights: Float32Array): number {
  let sum = 0;
  let total = 0;
  for (let index = 0; index < values.length; index++) {
    sum += (values[index] ?? 0) * (weights[index] ?? 0);
    total += weights[index] ?? 0;
  }
  return total > 0 ? sum / total : 0;
}

function mean(values: Float32Array): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return values.length === 0 ? 0 : sum / values.length;
}

function spread(values: Float32Array): number {
  const center = mean(values);
  return Math.sqrt(mean(values.map((value) => (value - center) ** 2)));
}

function quantile(sorted: Float32Array, share: number): number {
  return sorted[Math.round(share * (sorted.length - 1))] ?? 0;
}

function share(values: Float32Array, test: (value: number) => boolean): number {
  let count = 0;
  for (let index = 0; index < values.length; index++) if (test(values[index] ?? 0)) count++;
  return values.length === 0 ? 0 : count / values.length;
}
