import { findQuotes } from "../text/quotes.js";
import type { Sentences } from "../text/sentences.js";
import type { Tokens } from "../text/tokens.js";
import { findRow } from "../text/vocabulary.js";
import { MARK, markTokens, type WordKinds } from "./token-marks.js";
import type { WeightTable } from "./weight-table.js";

/** A text with what the tone models need to know of each word. */
export interface MarkedText {
  text: string;
  tokens: Tokens;
  sentences: Sentences;
  /** MARK flags of each token. */
  flags: Uint8Array;
  /** The first token of each sentence, then the number of tokens. */
  firstToken: Int32Array;
  /** Each token's row in the word table, -1 for names, topic words and unknown words. */
  rows: Int32Array;
  /** The same with the topic words' rows: being arrested says something of a person, if not of a text's tone. */
  rowsWithTopics: Int32Array;
}

/** What marking needs: the word table, and which of its words steer the marks. */
export interface Marker {
  table: WeightTable;
  kinds: WordKinds;
}

export function markText(text: string, tokens: Tokens, sentences: Sentences, { table, kinds }: Marker): MarkedText {
  const known = new Int32Array(tokens.count);
  for (let token = 0; token < tokens.count; token++) {
    known[token] = findRow(table.vocabulary, tokens.hash[token] ?? 0);
  }
  const { flags, firstToken } = markTokens({ text, tokens, sentences, quotes: findQuotes(text), rows: known }, kinds);
  return {
    text,
    tokens,
    sentences,
    flags,
    firstToken,
    rows: hideMarked(known, flags, MARK.name | MARK.topicWord),
    rowsWithTopics: hideMarked(known, flags, MARK.name),
  };
}

function hideMarked(known: Int32Array, flags: Uint8Array, mask: number): Int32Array {
  const rows = known.slice();
  for (let token = 0; token < rows.length; token++) if ((flags[token] ?? 0) & mask) rows[token] = -1;
  return rows;
}
