import type { ScoredArticle } from "./article-input.js";
import type { Random } from "./random.js";
import { describeHeadline, describeSpread } from "./score-spread.js";

/** The number of runs of sentences to learn from in an article, besides its headline and its whole body. */
const RUNS = 2;
const LONGEST_RUN = 8;

/** Describes parts of an article for the part model: the headline, runs of sentences, all sentences. */
export function describeParts(
  { headlineScore, headline, sentenceScores, quoted }: ScoredArticle,
  random: Random,
): Float32Array[] {
  const part = (from: number, to: number) =>
    describeSpread(sentenceScores.subarray(from, to), quoted.subarray(from, to));
  const count = sentenceScores.length;
  const runs = Array.from({ length: RUNS }, () => {
    const from = Math.floor(random.uniform() * count);
    return part(from, from + 1 + Math.floor(random.uniform() * LONGEST_RUN));
  });
  return [
    ...(headline.tokens.count > 0 ? [describeHeadline(headlineScore)] : []),
    ...(count > 0 ? [...runs, part(0, count)] : []),
  ];
}
