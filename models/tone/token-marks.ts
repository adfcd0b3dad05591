import type { Quotes } from "../text/quotes.js";
import type { Sentences } from "../text/sentences.js";
import { hashWord, SHAPE, type Tokens } from "../text/tokens.js";
import { NEGATORS, TOPIC_WORDS, TURNS } from "./word-lists.js";

/** What a word's surroundings say of it; flags of one byte. */
export const MARK = { negated: 1, name: 2, quoted: 4, topicWord: 8 } as const;

/** The marks of each token, and the first token of each sentence (one more than there are sentences). */
export interface Marks {
  flags: Uint8Array;
  firstToken: Int32Array;
}

/** The words that steer the marks, as hashes. */
export interface MarkingWords {
  negators: ReadonlySet<number>;
  turns: ReadonlySet<number>;
  topicWords: ReadonlySet<number>;
}

/** How many words a negation reaches. */
const NEGATION_REACH = 4;
const COMMA = 44;
const SEMICOLON = 59;
const COLON = 58;

export function createMarkingWords(): MarkingWords {
  const hashes = (words: string) => new Set(words.split(" ").map(hashWord));
  return { negators: hashes(NEGATORS), turns: hashes(TURNS), topicWords: hashes(TOPIC_WORDS) };
}

/** Marks negated words, names, topic words and quoted words of a text that is already split. */
export function markTokens(
  text: string,
  tokens: Tokens,
  sentences: Sentences,
  quotes: Quotes,
  words: MarkingWords,
): Marks {
  const flags = new Uint8Array(tokens.count);
  const firstToken = findFirstTokens(tokens, sentences);
  for (let sentence = 0; sentence < sentences.count; sentence++) {
    const from = firstToken[sentence] ?? 0;
    const to = firstToken[sentence + 1] ?? 0;
    markNegations(text, tokens, flags, from, to, words);
    markNames(tokens, flags, from, to);
  }
  markTopicWords(tokens, flags, words);
  markQuoted(tokens, flags, quotes);
  return { flags, firstToken };
}

function findFirstTokens(tokens: Tokens, sentences: Sentences): Int32Array {
  const first = new Int32Array(sentences.count + 1).fill(tokens.count);
  let token = 0;
  for (let sentence = 0; sentence < sentences.count; sentence++) {
    const start = sentences.start[sentence] ?? 0;
    while (token < tokens.count && (tokens.start[token] ?? 0) < start) token++;
    first[sentence] = token;
  }
  return first;
}

/** A negation reaches a few words on, never past a comma or a word that turns the sentence. */
function markNegations(
  text: string,
  tokens: Tokens,
  flags: Uint8Array,
  from: number,
  to: number,
  words: MarkingWords,
): void {
  let reach = 0;
  for (let token = from; token < to; token++) {
    const hash = tokens.hash[token] ?? 0;
    if (reach > 0 && (words.turns.has(hash) || isBreak(text.charCodeAt(tokens.end[token - 1] ?? 0)))) reach = 0;
    if (reach > 0) flags[token] = (flags[token] ?? 0) | MARK.negated;
    reach = words.negators.has(hash) ? NEGATION_REACH : reach - 1;
  }
}

function isBreak(code: number): boolean {
  return code === COMMA || code === SEMICOLON || code === COLON;
}

/** In a sentence set mostly in capitals, a headline say, a capital tells nothing. */
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

function markTopicWords(tokens: Tokens, flags: Uint8Array, words: MarkingWords): void {
  for (let token = 0; token < tokens.count; token++) {
    if (words.topicWords.has(tokens.hash[token] ?? 0)) flags[token] = (flags[token] ?? 0) | MARK.topicWord;
  }
}

function markQuoted(tokens: Tokens, flags: Uint8Array, quotes: Quotes): void {
  let token = 0;
  for (let quote = 0; quote < quotes.count; quote++) {
    while (token < tokens.count && (tokens.start[token] ?? 0) < (quotes.start[quote] ?? 0)) token++;
    for (; token < tokens.count && (tokens.end[token] ?? 0) <= (quotes.end[quote] ?? 0); token++) {
      flags[token] = (flags[token] ?? 0) | MARK.quoted;
    }
  }
}
