import { findIdiomEnd, isIdiom } from "./idioms.js";
import { spellAmerican } from "./spellings.js";
import { hashWord, mixHashes, SHAPE, type Tokens } from "./tokens.js";

/** Rows by feature key: an open-addressing table, since it is asked a thousand times per article. */
export interface Vocabulary {
  size: number;
  /** Slot by slot a key and its row + 1, side by side so that they share a cache line; 0 means an empty slot. */
  slots: Int32Array;
  mask: number;
}

/** Where the known features of a text stand: a word at `token`, a pair of words at the one before, too. */
export interface Occurrences {
  count: number;
  row: Int32Array;
  token: Int32Array;
  isPair: Uint8Array;
}

const CAPS_MARK = 0x5bd1e995;
/** Stands for every longer number. */
const NUMBER_KEY = 0x30303030;
export const NUMBER_NAME = "#";
const LONGEST_KEPT_NUMBER = 2;

/**
 * Hands `visit` every feature of a text with the index of its (last) word, and 1 for a pair: each word; each word in
 * capitals once more as such ("ICE" is not "ice"), unless the whole text shouts; each pair of words that stand side by
 * side. An idiom is visited as a pair and its words not at all; one of more than two words is passed over.
 */
export function visitFeatures(tokens: Tokens, visit: (key: number, token: number, isPair: 0 | 1) => void): void {
  const { count, shape } = tokens;
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
    if (!idiomatic) visit(word, token, 0);
    if (!idiomatic && (flags & SHAPE.allCaps) !== 0 && !shouting) visit(mixHashes(word, CAPS_MARK), token, 0);
    if (pair !== 0 && (closesIdiom || !(idiomatic || wasIdiomatic))) visit(pair, token, 1);
    wasIdiomatic = idiomatic;
    closesIdiom = opensIdiom;
    word = next;
    pair = nextPair;
  }
}

/** The key that `visitFeatures` gives a feature by its name: "strike", "on strike", "ICE", "# jobs" for any number. */
export function featureKey(name: string): number {
  const [first = "", second] = name.split(" ");
  if (second !== undefined) return mixHashes(wordKey(first), wordKey(second));
  return first === first.toLowerCase() ? wordKey(first) : mixHashes(wordKey(first), CAPS_MARK);
}

function wordKey(word: string): number {
  return word === NUMBER_NAME ? NUMBER_KEY : hashWord(word);
}

/** A vocabulary in which the feature `keys[row]` has that row; throws when two features have one key. */
export function createVocabulary(keys: ArrayLike<number>): Vocabulary {
  const capacity = 2 ** Math.ceil(Math.log2(keys.length * 2 + 2));
  const vocabulary = { size: keys.length, slots: new Int32Array(capacity * 2), mask: capacity - 1 };
  for (let row = 0; row < keys.length; row++) {
    const key = keys[row] ?? 0;
    const slot = findSlot(vocabulary, key);
    if (vocabulary.slots[slot + 1] !== 0) throw new Error(`two features have the key ${key}`);
    vocabulary.slots[slot] = key;
    vocabulary.slots[slot + 1] = row + 1;
  }
  return vocabulary;
}

/** The row of a feature, or -1. */
export function findRow(vocabulary: Vocabulary, key: number): number {
  return (vocabulary.slots[findSlot(vocabulary, key) + 1] ?? 0) - 1;
}

/** The known features of a text, in reading order. */
export function findOccurrences(tokens: Tokens, vocabulary: Vocabulary): Occurrences {
  const most = tokens.count * 3;
  // One piece of memory for all, as in the tokens.
  const buffer = new ArrayBuffer(most * 9);
  const found = {
    count: 0,
    row: new Int32Array(buffer, 0, most),
    token: new Int32Array(buffer, most * 4, most),
    isPair: new Uint8Array(buffer, most * 8, most),
  };
  visitFeatures(tokens, (key, token, isPair) => {
    const row = findRow(vocabulary, key);
    if (row < 0) return;
    found.row[found.count] = row;
    found.isPair[found.count] = isPair;
    found.token[found.count++] = token;
  });
  return found;
}

function findSlot({ slots, mask }: Vocabulary, key: number): number {
  const signed = key | 0;
  let slot = (key & mask) * 2;
  while (slots[slot + 1] !== 0 && slots[slot] !== signed) slot = (slot + 2) & (mask * 2 + 1);
  return slot;
}

function wordAt(tokens: Tokens, token: number): number {
  const flags = tokens.shape[token] ?? 0;
  if ((flags & SHAPE.digit) !== 0) return numberKey(tokens, token);
  const hash = tokens.hash[token] ?? 0;
  // A capital may make a name of it: Labour is a party.
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
