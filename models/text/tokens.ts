/**
 * The words of a text as parallel typed arrays: no string is made per word. `start` and `end` are UTF-16 offsets,
 * `hash` is `hashWord` of the word, `shape` holds flags of SHAPE.
 */
export interface Tokens {
  count: number;
  start: Int32Array;
  end: Int32Array;
  hash: Int32Array;
  shape: Uint8Array;
}

/**
 * `digit`: the word begins with a digit, as "1980s" does and "H1B" does not. `joined`: only a blank or a hyphen
 * separates it from the word before, whose possessive apostrophe and s do not count.
 */
export const SHAPE = { capitalized: 1, allCaps: 2, digit: 4, initialism: 8, joined: 16 } as const;

interface Scan {
  text: string;
  tokens: Tokens;
  /** The offset after the last word and its possessive. */
  resume: number;
}

const FNV_OFFSET = 0x811c9dc5;
const FNV_PRIME = 0x01000193;
const APOSTROPHE = 39;
const COMMA = 44;
const DOT = 46;
const BLANK = 32;
const HYPHEN = 45;
const LOWER_S = 115;

/**
 * Splits a text into words: letters, marks and digits of any script. An apostrophe inside a word belongs to it, but a
 * possessive 's is left out; a hyphen separates; "U.S." and "A.F.L." are one word each, hashed without their dots;
 * "7.25" and "1,000" are one word each.
 */
export function tokenize(text: string): Tokens {
  const most = (text.length + 1) >> 1;
  const scan = { text, tokens: emptyTokens(most), resume: -1 };
  let position = 0;
  while (position < text.length) {
    position = wordCode(text.charCodeAt(position)) === 0 ? position + 1 : readToken(scan, position);
  }
  return scan.tokens;
}

/** Returns the hash that `tokenize` gives a word, whatever its case, initialism dots and form of apostrophe. */
export function hashWord(word: string): number {
  let hash = FNV_OFFSET;
  for (let position = 0; position < word.length; position++) {
    const code = word.charCodeAt(position);
    const lower = isApostrophe(code) ? APOSTROPHE : wordCode(code);
    if (lower !== 0) hash = Math.imul(hash ^ lower, FNV_PRIME);
    else if (code === DOT || code === COMMA)
      hash = isInNumber(word, position) ? Math.imul(hash ^ code, FNV_PRIME) : hash;
  }
  return finish(hash);
}

/** Hashes two hashes in order: those of two words, or that of a word and a constant that marks a kind of feature. */
export function mixHashes(first: number, second: number): number {
  const mixed = Math.imul(first ^ (second >>> 15), 0x9e3779b1) + Math.imul(second, 0x85ebca77);
  return finish(mixed);
}

function emptyTokens(most: number): Tokens {
  // One allocation for all arrays: allocating each by itself takes as long as reading the words.
  const buffer = new ArrayBuffer(most * 13);
  return {
    count: 0,
    start: new Int32Array(buffer, 0, most),
    end: new Int32Array(buffer, most * 4, most),
    hash: new Int32Array(buffer, most * 8, most),
    shape: new Uint8Array(buffer, most * 12, most),
  };
}

function readToken(scan: Scan, start: number): number {
  const { text, tokens } = scan;
  const joined = start === scan.resume + 1 && isJoint(text.charCodeAt(scan.resume));
  const index = tokens.count;
  const end = isInitialism(text, start) ? readInitialism(scan, start) : readWord(scan, start);
  if (joined) tokens.shape[index] = (tokens.shape[index] ?? 0) | SHAPE.joined;
  scan.resume = isApostrophe(text.charCodeAt(end)) ? skipPossessive(text, end) : end;
  return scan.resume;
}

/** Returns the end of a possessive, given its apostrophe: "worker's" and "workers'". */
function skipPossessive(text: string, apostrophe: number): number {
  if (isPossessive(text, apostrophe)) return apostrophe + 2;
  return wordCode(text.charCodeAt(apostrophe - 1)) === LOWER_S ? apostrophe + 1 : apostrophe;
}

function isJoint(code: number): boolean {
  return code === BLANK || code === HYPHEN;
}

/** One loop on purpose: it runs over every character of every article. */
function readWord({ text, tokens }: Scan, start: number): number {
  let hash = FNV_OFFSET;
  let uppers = 0;
  let letters = 0;
  let position = start;
  for (; position < text.length; position++) {
    const code = text.charCodeAt(position);
    const lower = wordCode(code);
    if (lower === 0) {
      if (isApostrophe(code) && wordCode(text.charCodeAt(position + 1)) !== 0 && !isPossessive(text, position)) {
        hash = Math.imul(hash ^ APOSTROPHE, FNV_PRIME);
        continue;
      }
      if ((code === DOT || code === COMMA) && isInNumber(text, position)) {
        hash = Math.imul(hash ^ code, FNV_PRIME);
        continue;
      }
      break;
    }
    hash = Math.imul(hash ^ lower, FNV_PRIME);
    if (isDigit(code)) continue;
    letters++;
    if (lower !== code) uppers++;
  }
  const allCaps = letters > 1 && uppers === letters ? SHAPE.allCaps : 0;
  const capitalized = isUpper(text.charCodeAt(start)) ? SHAPE.capitalized : 0;
  const digit = isDigit(text.charCodeAt(start)) ? SHAPE.digit : 0;
  push(tokens, start, position, finish(hash), allCaps | capitalized | digit);
  return position;
}

function isInitialism(text: string, start: number): boolean {
  return (
    isUpper(text.charCodeAt(start)) &&
    text.charCodeAt(start + 1) === DOT &&
    isUpper(text.charCodeAt(start + 2)) &&
    wordCode(text.charCodeAt(start + 3)) === 0
  );
}

function readInitialism({ text, tokens }: Scan, start: number): number {
  let hash = FNV_OFFSET;
  let position = start;
  while (isUpper(text.charCodeAt(position)) && wordCode(text.charCodeAt(position + 1)) === 0) {
    hash = Math.imul(hash ^ wordCode(text.charCodeAt(position)), FNV_PRIME);
    position += 1;
    if (text.charCodeAt(position) !== DOT) break;
    position += 1;
  }
  push(tokens, start, position, finish(hash), SHAPE.capitalized | SHAPE.allCaps | SHAPE.initialism);
  return position;
}

function push(tokens: Tokens, start: number, end: number, hash: number, shape: number): void {
  const index = tokens.count++;
  tokens.start[index] = start;
  tokens.end[index] = end;
  tokens.hash[index] = hash;
  tokens.shape[index] = shape;
}

/** Returns the lower-case code of a letter, mark or digit; 0 for anything else, also for NaN past the end. */
function wordCode(code: number): number {
  if (code < 128) {
    if (code >= 97) return code <= 122 ? code : 0;
    if (code >= 65) return code <= 90 ? code + 32 : 0;
    return code >= 48 && code <= 57 ? code : 0;
  }
  return code >= 0xaa && (code < 0x2000 || code > 0x206f) ? rareWordCode(code) : 0;
}

function rareWordCode(code: number): number {
  const character = String.fromCharCode(code);
  return /[\p{L}\p{M}\p{N}]/u.test(character) ? character.toLowerCase().charCodeAt(0) : 0;
}

function isUpper(code: number): boolean {
  return code < 128 ? code >= 65 && code <= 90 : wordCode(code) !== 0 && wordCode(code) !== code;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

function isApostrophe(code: number): boolean {
  return code === APOSTROPHE || code === 0x2019;
}

function isPossessive(text: string, apostrophe: number): boolean {
  return wordCode(text.charCodeAt(apostrophe + 1)) === LOWER_S && wordCode(text.charCodeAt(apostrophe + 2)) === 0;
}

function isInNumber(text: string, position: number): boolean {
  return isDigit(text.charCodeAt(position - 1)) && isDigit(text.charCodeAt(position + 1));
}

function finish(hash: number): number {
  let mixed = hash ^ (hash >>> 16);
  mixed = Math.imul(mixed, 0x85ebca6b);
  // Signed: the engine would put a larger, unsigned integer on the heap at every call.
  return mixed ^ (mixed >>> 13);
}
