import type { BagInput } from "./bag.js";
import type { MarkedText } from "./marked-text.js";
import { describeSpread, SPREAD_SIZE } from "./score-spread.js";
import { MARK } from "./token-marks.js";
import type { WeightTable } from "./weight-table.js";
import { LEXICAL_SUMS, rowsWhere, sumLexical, type TokenRange } from "./word-windows.js";

export const ARTICLE_WINDOWS = 5;
export const ARTICLE_SURFACE = 3 * LEXICAL_SUMS + SPREAD_SIZE + 3;

const LEAD_WORDS = 120;

/** An article with the scores of its sentences and of its headline, -1 … 1; 0 where there is no headline. */
export interface ScoredArticle {
  headline: MarkedText;
  body: MarkedText;
  sentenceScores: Float32Array;
  /** How much of each sentence is quoted, 0–1. */
  quoted: Float32Array;
  headlineScore: number;
}

/** Reads the input of the article model: the body as said and as negated, the headline, the lead, the quotes. */
export function readArticleInput(
  { headline, body, sentenceScores, quoted: quotedShares, headlineScore }: ScoredArticle,
  table: WeightTable,
): BagInput {
  const title = { from: 0, to: headline.tokens.count };
  const whole = { from: 0, to: body.tokens.count };
  const lead = { from: 0, to: Math.min(whole.to, LEAD_WORDS) };
  const negated = rowsWhere(body, whole, MARK.negated, MARK.negated);
  const quoted = rowsWhere(body, whole, MARK.quoted, MARK.quoted);
  const spread = describeSpread(sentenceScores, quotedShares, title.to > 0 ? headlineScore : undefined);
  const length = Math.max(1, whole.to);
  const surface = new Float32Array(ARTICLE_SURFACE);
  surface.set(lexicalShares(body, table, whole));
  surface.set(sumLexical(headline, table, title), LEXICAL_SUMS);
  surface.set(sumLexical(body, table, lead), 2 * LEXICAL_SUMS);
  surface.set(spread, 3 * LEXICAL_SUMS);
  surface.set([Math.log(length), quoted.length / length, negated.length / length], 3 * LEXICAL_SUMS + SPREAD_SIZE);
  return {
    windows: [
      rowsWhere(body, whole, MARK.negated, 0),
      negated,
      rowsWhere(headline, title, 0, 0),
      rowsWhere(body, lead, 0, 0),
      quoted,
    ],
    surface,
  };
}

/** Returns sums per word, not per root of the length: an article's length says little about its tone. */
function lexicalShares(body: MarkedText, table: WeightTable, whole: TokenRange): Float32Array {
  const root = Math.sqrt(whole.to + 1);
  return sumLexical(body, table, whole).map((sum) => sum / root);
}
