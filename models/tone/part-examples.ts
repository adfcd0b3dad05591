import type { ScoredArticle } from "./article-input.js";
import type { Random } from "./random.js";
import { describePart, quotedShares } from "./score-spread.js";

/** Runs of sentences that an article gives to learn from, beside its headline and its whole body. */
const RUNS = 2;
const LONGEST_RUN = 8;

/** Parts of an article as the part model sees them: the headline, runs of sentences, all of them. */
export function describeParts(
  { headlineScore, headline, sentenceScores, body }: ScoredArticle,
  random: Random,
): Float32Array[] {
  const quoted = quotedShares(body);
  const part = (from: number, to: number) => describePart(sentenceScores.subarray(from, to), quoted.subarray(from, to));
  const count = sentenceScores.length;
  const runs = Array.from({ length: RUNS }, () => {
    const from = Math.floor(random.uniform() * count);
    return part(from, from + 1 + Math.floor(random.uniform() * LONGEST_RUN));
  });
  return [
    ...(headline.tokens.count > 0 ? [describePart(Float32Array.of(headlineScore), Float32Array.of(0))] : []),
    ...(count > 0 ? [...runs, part(0, count)] : []),
  ];
}
