import type { Ranges } from "../text/columns.js";
import { findFirstTokens, type Sentences } from "../text/sentences.js";
import { hashWord, SHAPE, type Tokens } from "../text/tokens.js";
import { findRow, type Vocabulary } from "../text/vocabulary.js";
import { NEGATORS, TOPIC_WORDS, TURNS } from "./word-lists.js";

/** What is known of a token besides its word; flags of one byte. */
export const MARK = { negated: 1, name: 2, quoted: 4, topicWord: 8 } as const;

/** The marks of each token, and the first token of each sentence, then the number of tokens. */
interface Marks {
  flags: Uint8Array;
  firstToken: Int32Array;
}

/** How each word of a vocabulary steers the marks, by its row; flags of one byte. */
export type WordKinds = Uint8Array;

const KIND = { negator: 1, turn: 2, topicWord: 4 } as const;

/** A split text with each token's row in the vocabulary that `kinds` describes, -1 for unknown words. */
interface SplitText {
  text: string;
  tokens: Tokens;
  sentences: Sentences;
  quotes: Ranges;
  rows: Int32Array;
}

const NEGATION_REACH = 4;
const COMMA = 44;
const SEMICOLON = 59;
const COLON = 58;

export function createWordKinds(vocabulary: Vocabulary): WordKinds {
  const kinds = new Uint8Array(vocabulary.size);
  const mark = (words: readonly string[], kind: number) => {
    for (const word of words) {
      const row = findRow(vocabulary, hashWord(word));
      if (row >= 0) kinds[row] = (kinds[row] ?? 0) | kind;
    }
  };
  mark(NEGATORS, KIND.negator);
  mark(TURNS, KIND.turn);
  mark(TOPIC_WORDS, KIND.topicWord);
  return kinds;
}

/** Marks negated words, names, topic words and quoted words. */
export function markTokens(split: SplitText, kinds: WordKinds): Marks {
  const { tokens, sentences, rows } = split;
  const flags = new Uint8Array(tokens.count);
  const firstToken = findFirstTokens(tokens, sentences);
  const kindOf = new Uint8Array(tokens.count);
  for (let token = 0; token < tokens.count; token++) {
    const row = rows[token] ?? -1;
    if (row >= 0) kindOf[token] = kinds[row] ?? 0;
  }
  for (let sentence = 0; sentence < sentences.count; sentence++) {
    const from = firstToken[sentence] ?? 0;
    const to = firstToken[sentence + 1] ?? 0;
    markNegations(split, kindOf, flags, from, to);
    markNames(tokens, flags, from, to);
  }
  markTopicWords(kindOf, flags);
  markQuoted(tokens, flags, split.quotes);
  return { flags, firstToken };
}

/** Marks words after a negation, never past a comma, semicolon, colon or a word that turns the sentence. */
function markNegations(
  { text, tokens }: SplitText,
  kinds: WordKinds,
  flags: Uint8Array,
  from: number,
  to: number,
): void {
  let reach = 0;
  for (let token = from; token < to; token++) {
    const kind = kinds[token] ?? 0;
    if (reach > 0 && ((kind & KIND.turn) !== 0 || isBreak(text.charCodeAt(tokens.end[token - 1] ?? 0)))) reach = 0;
    if (reach > 0) flags[token] = (flags[token] ?? 0) | MARK.negated;
    reach = (kind & KIND.negator) !== 0 ? NEGATION_REACH : reach - 1;
  }
}

function isBreak(code: number): boolean {
  return code === COMMA || code === SEMICOLON || code === COLON;
}

/** In a sentence of mostly capitalized words, such as a headline, a capital tells nothing. */
function markNames(tokens: Tokens, flags: Uint8Array, from: number, to: number): void {
  let capitals = 0;
  for (let token = from; token < to; token++) if (isCapital(tokens, token)) capitals++;
  if (capitals * 2 > to - from) return;
  for (let token = from; token < to; token++) {
    const isName = isCapital(tokens, token) && (token > from || isCapital(tokens, token + 1));
    if (isName) flags[token] = (flags[token] ?? 0) | MARK.name;
  }
}

function isCapital(tokens: Tokens, token: number): boolean {
  return token < tokens.count && ((tokens.shape[token] ?? 0) & SHAPE.capitalized) !== 0;
}

function markTopicWords(kinds: WordKinds, flags: Uint8Array): void {
  for (let token = 0; token < kinds.length; token++) {
    if ((kinds[token] ?? 0) & KIND.topicWord) flags[token] = (flags[token] ?? 0) | MARK.topicWord;
  }
}

function markQuoted(tokens: Tokens, flags: Uint8Array, quotes: Ranges): void {
  let token = 0;
  for (let quote = 0; quote < quotes.count; quote++) {
    while (token < tokens.count && (tokens.start[token] ?? 0) < (quotes.start[quote] ?? 0)) token++;
    for (; token < tokens.count && (tokens.end[token] ?? 0) <= (quotes.end[quote] ?? 0); token++) {
      flags[token] = (flags[token] ?? 0) | MARK.quoted;
    }
  }
}
