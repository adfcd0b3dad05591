import { type Ranges, toColumns } from "./columns.js";
import type { Tokens } from "./tokens.js";

/**
 * The sentences of a text: `text.slice(start[i], end[i])` has no space around it and holds a letter or a digit. Text
 * without either, such as a row of dots, belongs to no sentence.
 */
export type Sentences = Ranges;

const NEWLINE = 10;
const SPACE = 32;
const EXCLAMATION = 33;
const PERIOD = 46;
const QUESTION = 63;
const NO_BREAK_SPACE = 0xa0;
const ELLIPSIS = 0x2026;
/** Some papers write "N.A.A.C.P". */
const LONGEST_ABBREVIATION = 9;
const LONGEST_LIST_MARK = 3;
const LONGEST_CLOSING = 4;
const APOSTROPHES = "'\u2019";
const WORD = /[\p{L}\p{M}\p{N}]/u;
/** "1." of a list, "Q." of an interview. */
const LIST_MARK = /^(?:\d+|[A-Z])$/;

const CLOSING = new Set([..."\"')]}\u2019\u201d\u00bb*_"].map(codeOf));
const OPENING = new Set([..."\"'`([{\u2018\u201c\u00ab*_\u2022-\u2013\u2014$#@"].map(codeOf));
/** The dash after "PORTLAND, Ore." or "FARGO, N.D. (AP)", with which the sentence continues. */
const DATELINE_DASH = /[ \t\u00a0]*(?:\([^()\n]{2,20}\)[ \t\u00a0]*)?[-\u2013\u2014]/y;

/** Abbreviations before a name or a number: these never end a sentence. */
const NEVER_LAST = new Set(
  (
    "mr mrs ms mx dr prof rev fr hon gen brig maj col lt cpl sgt capt cmdr adm pvt pfc spc sen sens rep reps gov govs " +
    "pres supt ald st mt ft v vs sec jan feb mar apr aug sept oct nov dec atty asst assn dept messrs det ret al eg ie cf viz"
  ).split(" "),
);
/** Like words with a period inside, these abbreviations end a sentence only before a word that often opens one. */
const SOMETIMES_LAST = new Set(
  "jr sr inc corp co ltd llc bros etc md esq ave blvd rd calif conn mass mich minn penn wash ariz fla tex".split(" "),
);
/** Abbreviations only before a number; otherwise words of their own. */
const BEFORE_NUMBER = new Set("no nos vol p pp c fig art".split(" "));
const OPENERS = new Set(
  (
    "the a an this that these those he she it they we you i but and so yet in on at for from with when while as if " +
    "after before since though although however meanwhile there here his her its their our my one some many most " +
    "what who how why where now then according under by to both no not even just last"
  ).split(" "),
);
/** Words that continue a time of day; "9 a.m." ends a sentence as often as not. */
const AFTER_TIME = new Set(
  (
    "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed thu thurs fri sat sun " +
    "january february march april may june july august september october november december " +
    "jan feb mar apr aug sept oct nov dec et est edt ct cst cdt mt mst mdt pt pst pdt gmt utc bst cet " +
    "eastern central mountain pacific"
  ).split(" "),
);
/** "9 a.m. Cairo time", "9 a.m. (0530 GMT)". */
const LOCAL_TIME = /(?:\p{Lu}\p{L}+ ){1,2}time\b|\(\d/uy;

/**
 * Splits a text into sentences, in time linear in its length. An empty line always ends a sentence. A mark at a word's
 * end does too, unless it belongs to an abbreviation or an initial, or the text continues in lower case.
 */
export function splitSentences(text: string): Sentences {
  const bounds: number[] = [];
  let start = skipSpace(text, 0);
  let position = start;
  while (position < text.length) {
    const end = endAt(text, position, start);
    if (end > position) {
      addSentence(bounds, text, start, end);
      start = skipSpace(text, end);
      position = start;
    } else {
      position++;
    }
  }
  addSentence(bounds, text, start, text.length);
  return toColumns(bounds);
}

/** Returns the first token of each sentence, then the number of tokens. */
export function findFirstTokens(tokens: Tokens, sentences: Sentences): Int32Array {
  const first = new Int32Array(sentences.count + 1).fill(tokens.count);
  let token = 0;
  for (let sentence = 0; sentence < sentences.count; sentence++) {
    const start = sentences.start[sentence] ?? 0;
    while (token < tokens.count && (tokens.start[token] ?? 0) < start) token++;
    first[sentence] = token;
  }
  return first;
}

/** Returns where the sentence ends if the character at `position` ends it, else `position`. */
function endAt(text: string, position: number, start: number): number {
  const code = text.charCodeAt(position);
  if (code === NEWLINE) return isParagraphBreak(text, position) ? position + 1 : position;
  if (!isMark(code)) return position;
  const end = skipClosing(text, position + 1);
  if (end < text.length && !isSpace(text.charCodeAt(end))) return position;
  const next = skipSpace(text, end);
  if (!opensSentence(text, next) || isBeforeDash(text, end)) return position;
  if (code !== PERIOD || end > position + 1) return end;
  return isListMark(text, position, start) || isAbbreviation(text, position, start, next) ? position : end;
}

function isMark(code: number): boolean {
  return code === PERIOD || code === QUESTION || code === EXCLAMATION || code === ELLIPSIS;
}

function isSpace(code: number): boolean {
  return code <= SPACE || code === NO_BREAK_SPACE;
}

function isSpaceInLine(code: number): boolean {
  return code === SPACE || code === NO_BREAK_SPACE;
}

function skipSpace(text: string, from: number): number {
  let position = from;
  while (position < text.length && isSpace(text.charCodeAt(position))) position++;
  return position;
}

function skipClosing(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST_CLOSING);
  let position = from;
  while (position < limit && CLOSING.has(text.charCodeAt(position))) {
    position += isBeforeSpacedClosing(text, position) ? 2 : 1;
  }
  return position;
}

/** Editors put a blank between a single and a double closing mark; a mark before a word opens. */
function isBeforeSpacedClosing(text: string, position: number): boolean {
  return (
    isSpaceInLine(text.charCodeAt(position + 1)) &&
    CLOSING.has(text.charCodeAt(position + 2)) &&
    (position + 3 >= text.length || isSpace(text.charCodeAt(position + 3)))
  );
}

function isParagraphBreak(text: string, position: number): boolean {
  for (let next = position + 1; next < text.length; next++) {
    const code = text.charCodeAt(next);
    if (code === NEWLINE) return true;
    if (!isSpace(code)) return false;
  }
  return true;
}

function isBeforeDash(text: string, end: number): boolean {
  DATELINE_DASH.lastIndex = end;
  return DATELINE_DASH.test(text);
}

function opensSentence(text: string, position: number): boolean {
  if (position >= text.length) return true;
  const code = text.charCodeAt(position);
  if (code < 128) return isUpper(code) || isDigit(code) || OPENING.has(code);
  const letter = text.charAt(position);
  return OPENING.has(code) || letter !== letter.toLowerCase() || letter === letter.toUpperCase();
}

function isUpper(code: number): boolean {
  return code >= 65 && code <= 90;
}

function isDigit(code: number): boolean {
  return code >= 48 && code <= 57;
}

/** Quotation marks and dashes lie among the letters beyond Latin. */
function isLetter(code: number): boolean {
  return isUpper(code & ~32) || (code > 0xbf && (code < 0x2000 || code > 0x206f));
}

function isListMark(text: string, period: number, start: number): boolean {
  return period - start <= LONGEST_LIST_MARK && LIST_MARK.test(text.slice(start, period));
}

function isAbbreviation(text: string, period: number, start: number, next: number): boolean {
  const word = wordBefore(text, period, start);
  const name = word.replaceAll(".", "").toLowerCase();
  if (name === "am" || name === "pm") return goesOnAfterTime(text, next);
  const before = text.charAt(period - word.length - 1);
  // "1980s", "21st"
  if (isDigit(codeOf(before))) return false;
  if (NEVER_LAST.has(name)) return true;
  if (isInitial(word, before) || SOMETIMES_LAST.has(name)) return !opensWithCommonWord(text, next);
  return BEFORE_NUMBER.has(name) && isDigit(text.charCodeAt(next));
}

function goesOnAfterTime(text: string, next: number): boolean {
  if (AFTER_TIME.has(wordAt(text, next).toLowerCase())) return true;
  LOCAL_TIME.lastIndex = next;
  return LOCAL_TIME.test(text) && !opensWithCommonWord(text, next);
}

/** Accepts "J", "J.B" and "a.k.a", but not the "T" of "DON'T". */
function isInitial(word: string, before: string): boolean {
  if (word.length > 1) return word.charAt(word.length - 2) === "." && !word.endsWith(".");
  return word !== word.toLowerCase() && !APOSTROPHES.includes(before);
}

/** Returns the last word before the period, with the periods inside it. */
function wordBefore(text: string, period: number, start: number): string {
  const least = Math.max(start, period - LONGEST_ABBREVIATION);
  let first = period;
  while (first > least && isLetterOrPeriod(text.charCodeAt(first - 1))) first--;
  if (first > start && isLetterOrPeriod(text.charCodeAt(first - 1))) return "";
  return text.slice(first, period);
}

function isLetterOrPeriod(code: number): boolean {
  return code === PERIOD || isLetter(code);
}

/** A quoted word in lower case continues the sentence around it. */
function opensWithCommonWord(text: string, from: number): boolean {
  const word = wordAt(text, from);
  const small = word.toLowerCase();
  return word !== small && OPENERS.has(small);
}

/** Keeps the period of an initial, so that the "A." of "A. Milne" is not the word "a". */
function wordAt(text: string, from: number): string {
  let first = from;
  while (first < text.length && first < from + 2 && !isLetter(text.charCodeAt(first))) first++;
  let end = first;
  while (end < text.length && end < first + 12 && isLetter(text.charCodeAt(end))) end++;
  if (end === first + 1 && text.charCodeAt(end) === PERIOD) end++;
  return text.slice(first, end);
}

function addSentence(bounds: number[], text: string, start: number, end: number): void {
  let last = end;
  while (last > start && isSpace(text.charCodeAt(last - 1))) last--;
  if (WORD.test(text.slice(start, last))) bounds.push(start, last);
}

function codeOf(character: string): number {
  return character.charCodeAt(0);
}
