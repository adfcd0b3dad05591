import { toColumns } from "./columns.js";

/** The sentences of a text, in order, as UTF-16 offsets: `text.slice(start[i], end[i])` has no space around it. */
export interface Sentences {
  count: number;
  start: Int32Array;
  end: Int32Array;
}

const NEWLINE = 10;
const SPACE = 32;
const EXCLAMATION = 33;
const PERIOD = 46;
const QUESTION = 63;
const NO_BREAK_SPACE = 0xa0;
const ELLIPSIS = 0x2026;
const LONGEST_ABBREVIATION = 6;
const LONGEST_CLOSING = 4;

const CLOSING = new Set([..."\"')]}\u2019\u201d\u00bb*_"].map(codeOf));
const OPENING = new Set([..."\"'([{\u2018\u201c\u00ab*_\u2022-\u2013\u2014$#@"].map(codeOf));
/** What follows "PORTLAND, Ore." and "FARGO, N.D. (AP)" on their line: their sentence goes on. */
const DATELINE_DASH = /[ \t\u00a0]*(?:\([^()\n]{2,20}\)[ \t\u00a0]*)?[-\u2013\u2014]/y;

/** A name or a number follows these, whatever its case. */
const NEVER_LAST = new Set(
  (
    "mr mrs ms mx dr prof rev fr hon gen maj col lt cpl sgt capt cmdr adm pvt sen sens rep reps gov govs pres supt " +
    "st mt ft vs no nos vol pp fig art sec jan feb aug sept oct nov dec atty asst assn dept messrs det ret al eg ie cf viz"
  ).split(" "),
);
/** These end a sentence only when a word that often opens one follows. */
const SOMETIMES_LAST = new Set(
  "jr sr inc corp co ltd llc bros etc am pm us uk un eu dc phd md esq ave blvd rd calif conn mass mich minn penn wash ariz fla tex".split(
    " ",
  ),
);
const OPENERS = new Set(
  (
    "the a an this that these those he she it they we you i but and so yet in on at for from with when while as if " +
    "after before since though although however meanwhile there here his her its their our my one some many most " +
    "what who how why where now then according under by to both no not even just last"
  ).split(" "),
);

/**
 * Splits a text into sentences, in time linear in its length. An empty line always ends a sentence; a mark at a word's
 * end does so unless it belongs to an abbreviation or an initial, or the text goes on in lower case.
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

/** The offset at which the sentence ends when the character at `position` ends it, else `position`. */
function endAt(text: string, position: number, start: number): number {
  const code = text.charCodeAt(position);
  if (code === NEWLINE) return isParagraphBreak(text, position) ? position + 1 : position;
  if (!isMark(code)) return position;
  const end = skipClosing(text, position + 1);
  if (end < text.length && !isSpace(text.charCodeAt(end))) return position;
  const next = skipSpace(text, end);
  if (!opensSentence(text, next) || isBeforeDash(text, end)) return position;
  return code === PERIOD && end === position + 1 && isAbbreviation(text, position, start, next) ? position : end;
}

function isMark(code: number): boolean {
  return code === PERIOD || code === QUESTION || code === EXCLAMATION || code === ELLIPSIS;
}

function isSpace(code: number): boolean {
  return code <= SPACE || code === NO_BREAK_SPACE;
}

function skipSpace(text: string, from: number): number {
  let position = from;
  while (position < text.length && isSpace(text.charCodeAt(position))) position++;
  return position;
}

function skipClosing(text: string, from: number): number {
  const limit = Math.min(text.length, from + LONGEST_CLOSING);
  let position = from;
  while (position < limit && CLOSING.has(text.charCodeAt(position))) position++;
  return position;
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

function isLetter(code: number): boolean {
  return isUpper(code & ~32) || code > 0xbf;
}

function isAbbreviation(text: string, period: number, start: number, next: number): boolean {
  const word = lettersBefore(text, period, start);
  if (word.length === 0) return false;
  if (word.length === 1) return word !== "i" || text.charAt(period - 1) !== "I" || !opensWithCommonWord(text, next);
  if (NEVER_LAST.has(word)) return true;
  return SOMETIMES_LAST.has(word) && !opensWithCommonWord(text, next);
}

/** The last word before the period, lower-cased, with the periods inside it left out: `U.S` gives `us`. */
function lettersBefore(text: string, period: number, start: number): string {
  const least = Math.max(start, period - LONGEST_ABBREVIATION);
  let first = period;
  while (first > least && isLetterOrPeriod(text.charCodeAt(first - 1))) first--;
  if (first > start && isLetterOrPeriod(text.charCodeAt(first - 1))) return "";
  return text.slice(first, period).replaceAll(".", "").toLowerCase();
}

function isLetterOrPeriod(code: number): boolean {
  return code === PERIOD || isLetter(code);
}

function opensWithCommonWord(text: string, from: number): boolean {
  let first = from;
  while (first < text.length && first < from + 2 && !isLetter(text.charCodeAt(first))) first++;
  let end = first;
  while (end < text.length && end < first + 12 && isLetter(text.charCodeAt(end))) end++;
  return OPENERS.has(text.slice(first, end).toLowerCase());
}

function addSentence(bounds: number[], text: string, start: number, end: number): void {
  let last = end;
  while (last > start && isSpace(text.charCodeAt(last - 1))) last--;
  if (last > start) bounds.push(start, last);
}

function codeOf(character: string): number {
  return character.charCodeAt(0);
}
