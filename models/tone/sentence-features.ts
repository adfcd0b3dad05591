import type { MarkedText } from "./marked-text.js";
import { MARK } from "./token-marks.js";
import type { WeightTable } from "./weight-table.js";

/** Of each channel: what favours and what disfavours, each as said and as negated. */
const SUMS = 4;
const SURFACES = 6;
const EXCLAMATION = 33;
const QUESTION = 63;

/** A range of tokens that is read as one sentence; `to` is excluded. */
export interface TokenRange {
  from: number;
  to: number;
}

export function sentenceFeatureCount(channels: number): number {
  return channels * SUMS + SURFACES;
}

/** The inputs of the sentence model for a range of tokens. */
export function readSentenceFeatures(marked: MarkedText, lexicon: WeightTable, range: TokenRange): Float32Array {
  const features = new Float32Array(sentenceFeatureCount(lexicon.width));
  const length = Math.max(1, range.to - range.from);
  addChannels(marked, lexicon, range, features);
  const root = Math.sqrt(length);
  for (let channel = 0; channel < lexicon.width; channel++) {
    const scale = (lexicon.scales[channel] ?? 1) / root;
    for (let sum = channel * SUMS; sum < (channel + 1) * SUMS; sum++) features[sum] = (features[sum] ?? 0) * scale;
  }
  features.set(readSurface(marked, range, length), lexicon.width * SUMS);
  return features;
}

/** Runs over every word of every article: rows are added as whole numbers and scaled once. */
function addChannels(
  { rows, flags }: MarkedText,
  lexicon: WeightTable,
  { from, to }: TokenRange,
  sums: Float32Array,
): void {
  const { width, values } = lexicon;
  for (let token = from; token < to; token++) {
    const row = rows[token] ?? -1;
    if (row < 0) continue;
    const flipped = ((flags[token] ?? 0) & MARK.negated) === 0 ? 0 : 2;
    for (let channel = 0; channel < width; channel++) {
      const value = values[row * width + channel] ?? 0;
      const at = channel * SUMS + flipped + (value < 0 ? 1 : 0);
      sums[at] = (sums[at] ?? 0) + value;
    }
  }
}

function readSurface({ text, tokens, flags }: MarkedText, { from, to }: TokenRange, length: number): number[] {
  let quoted = 0;
  let negated = 0;
  let names = 0;
  for (let token = from; token < to; token++) {
    const flag = flags[token] ?? 0;
    if (flag & MARK.quoted) quoted++;
    if (flag & MARK.negated) negated++;
    if (flag & MARK.name) names++;
  }
  const mark = to > from ? text.charCodeAt(tokens.end[to - 1] ?? 0) : 0;
  return [
    Math.sqrt(length),
    quoted / length,
    negated / length,
    names / length,
    mark === EXCLAMATION ? 1 : 0,
    mark === QUESTION ? 1 : 0,
  ];
}
