import { findIdiomEnd, isIdiom } from "./idioms.js";
import { spellAmerican } from "./spellings.js";
import { hashWord, mixHashes, SHAPE, type Tokens } from "./tokens.js";
import { findRow, type Vocabulary } from "./vocabulary.js";

/** The features of a text in reading order. The `token` of a pair is its second word; its first is the token before. */
interface Features {
  count: number;
  key: Int32Array;
  token: Int32Array;
  isPair: Uint8Array;
}

/** The features that a vocabulary knows. */
export interface Occurrences extends Omit<Features, "key"> {
  row: Int32Array;
}

const CAPS_MARK = 0x5bd1e995;
/** The key of every longer number. */
const NUMBER_KEY = 0x30303030;
export const NUMBER_NAME = "#";
const LONGEST_KEPT_NUMBER = 2;

/**
 * Lists every feature of a text: each word; each word in capitals once more as such ("ICE" is not "ice"), unless most
 * of the text is in capitals; each pair of adjacent words. An idiom of two words is listed as a pair only; a longer one
 * is skipped.
 */
export function listFeatures(tokens: Tokens): Features {
  const { count, shape } = tokens;
  const features = emptyFeatures(count * 3);
  const shouting = isShouting(tokens);
  let wasIdiomatic = false;
  let word = count > 0 ? wordAt(tokens, 0) : 0;
  let pair = 0;
  let closesIdiom = false;
  let longIdiomEnd = -1;
  for (let token = 0; token < count; token++) {
    const flags = shape[token] ?? 0;
    const next = token + 1 < count ? wordAt(tokens, token + 1) : 0;
    const nextPair = token + 1 < count && ((shape[token + 1] ?? 0) & SHAPE.joined) !== 0 ? mixHashes(word, next) : 0;
    const opensIdiom = nextPair !== 0 && isIdiom(nextPair);
    if (nextPair !== 0 && token > longIdiomEnd) longIdiomEnd = findIdiomEnd(tokens, token, nextPair);
    const idiomatic = closesIdiom || opensIdiom || token <= longIdiomEnd;
    if (!idiomatic) push(features, word, token, 0);
    if (!idiomatic && (flags & SHAPE.allCaps) !== 0 && !shouting) push(features, mixHashes(word, CAPS_MARK), token, 0);
    if (pair !== 0 && (closesIdiom || !(idiomatic || wasIdiomatic))) push(features, pair, token, 1);
    wasIdiomatic = idiomatic;
    closesIdiom = opensIdiom;
    word = next;
    pair = nextPair;
  }
  return features;
}

function emptyFeatures(most: number): Features {
  // One allocation for all arrays, as in `emptyTokens`.
  const buffer = new ArrayBuffer(most * 9);
  return {
    count: 0,
    key: new Int32Array(buffer, 0, most),
    token: new Int32Array(buffer, most * 4, most),
    isPair: new Uint8Array(buffer, most * 8, most),
  };
}

function push(features: Features, key: number, token: number, isPair: 0 | 1): void {
  const index = features.count++;
  features.key[index] = key;
  features.token[index] = token;
  features.isPair[index] = isPair;
}

/** Returns the key that `listFeatures` gives a named feature: "strike", "on strike", "ICE", "# jobs" for any number. */
export function featureKey(name: string): number {
  const [first = "", second] = name.split(" ");
  if (second !== undefined) return mixHashes(wordKey(first), wordKey(second));
  return first === first.toLowerCase() ? wordKey(first) : mixHashes(wordKey(first), CAPS_MARK);
}

function wordKey(word: string): number {
  return word === NUMBER_NAME ? NUMBER_KEY : hashWord(word);
}

/** Returns the known features of a text, in reading order. */
export function findOccurrences(tokens: Tokens, vocabulary: Vocabulary): Occurrences {
  const { count, key, token, isPair } = listFeatures(tokens);
  const row = new Int32Array(count);
  let known = 0;
  for (let index = 0; index < count; index++) {
    const found = findRow(vocabulary, key[index] ?? 0);
    if (found < 0) continue;
    row[known] = found;
    token[known] = token[index] ?? 0;
    isPair[known++] = isPair[index] ?? 0;
  }
  return { count: known, row, token, isPair };
}

function wordAt(tokens: Tokens, token: number): number {
  const flags = tokens.shape[token] ?? 0;
  if ((flags & SHAPE.digit) !== 0) return numberKey(tokens, token);
  const hash = tokens.hash[token] ?? 0;
  // A capitalized word may be a name: Labour is a party.
  return (flags & SHAPE.capitalized) !== 0 ? hash : spellAmerican(hash);
}

/** Years and sums would tie the model to the time of its data; short ones ("MS-13", "9/11") are names. */
function numberKey(tokens: Tokens, token: number): number {
  const length = (tokens.end[token] ?? 0) - (tokens.start[token] ?? 0);
  return length <= LONGEST_KEPT_NUMBER ? (tokens.hash[token] ?? 0) : NUMBER_KEY;
}

function isShouting({ count, shape }: Tokens): boolean {
  let capitals = 0;
  for (let token = 0; token < count; token++) {
    if (((shape[token] ?? 0) & SHAPE.allCaps) !== 0) capitals++;
  }
  return capitals * 2 > count;
}
