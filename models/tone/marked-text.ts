import { findRow } from "../text/features.js";
import { findQuotes } from "../text/quotes.js";
import type { Sentences } from "../text/sentences.js";
import type { Tokens } from "../text/tokens.js";
import { MARK, type MarkingWords, markTokens } from "./token-marks.js";
import type { WeightTable } from "./weight-table.js";

/** A text with what the tone models need to know of each word. */
export interface MarkedText {
  text: string;
  tokens: Tokens;
  sentences: Sentences;
  /** MARK flags of each token. */
  flags: Uint8Array;
  /** The first token of each sentence, and at last the number of tokens. */
  firstToken: Int32Array;
  /** Each token's row in the lexicon, -1 for names, topic words and words that it does not know. */
  rows: Int32Array;
}

/** What marking needs: the lexicon and the words that steer it. */
export interface Marker {
  lexicon: WeightTable;
  markingWords: MarkingWords;
}

export function markText(text: string, tokens: Tokens, sentences: Sentences, marker: Marker): MarkedText {
  const { flags, firstToken } = markTokens(text, tokens, sentences, findQuotes(text), marker.markingWords);
  const rows = new Int32Array(tokens.count);
  for (let token = 0; token < tokens.count; token++) {
    const masked = ((flags[token] ?? 0) & (MARK.name | MARK.topicWord)) !== 0;
    rows[token] = masked ? -1 : findRow(marker.lexicon.vocabulary, tokens.hash[token] ?? 0);
  }
  return { text, tokens, sentences, flags, firstToken, rows };
}
