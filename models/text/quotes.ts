import { type Ranges, toColumns } from "./columns.js";

interface Scan {
  text: string;
  bounds: number[];
  /** Where the open quotation began, -1 when none is open. */
  open: number;
  mark: Mark;
}

type Mark = "none" | "straight" | "curly" | "guillemet" | "doubled" | "single" | "singleCurly";

/** An opening mark that is not closed within this many characters is taken for a typo, or for inches. */
const LONGEST_QUOTE = 2_000;
const NEWLINE = 10;
const STRAIGHT = 34;
const APOSTROPHE = 39;
const BACKTICK = 96;
const LEFT_CURLY = 0x201c;
const RIGHT_CURLY = 0x201d;
const LEFT_SINGLE = 0x2018;
const RIGHT_SINGLE = 0x2019;
const LEFT_GUILLEMET = 0xab;
const RIGHT_GUILLEMET = 0xbb;

/**
 * Finds the quotations of a text: between straight, curly or doubled single marks (wires open with two backticks),
 * guillemets and, where they cannot be
 * apostrophes, single marks. The end of a paragraph closes a quotation if the next paragraph reopens it; an unclosed
 * one is dropped. The ranges include the marks. Takes time linear in the length of the text.
 */
export function findQuotes(text: string): Ranges {
  const scan: Scan = { text, bounds: [], open: -1, mark: "none" };
  for (let position = 0; position < text.length; position++) {
    const code = text.charCodeAt(position);
    if (code === NEWLINE) endParagraph(scan, position);
    else if (code === STRAIGHT) readStraight(scan, position);
    else if (code === APOSTROPHE) position = readApostrophe(scan, position);
    else if (code === BACKTICK && isDoubledAt(text, position, BACKTICK)) open(scan, position++, "doubled");
    else if (code > 127 && code !== 0xa0) readTypographic(scan, position, code);
    if (scan.open >= 0 && position - scan.open > LONGEST_QUOTE) forget(scan);
  }
  return toColumns(scan.bounds);
}

function readStraight(scan: Scan, position: number): void {
  if (scan.mark === "straight") close(scan, position + 1);
  // Editors mix straight and curly marks: a straight one after a letter or a point can only close.
  else if (scan.mark === "curly" && !isSpaceAt(scan.text, position - 1)) close(scan, position + 1);
  else if (!onlyCloses(scan.text, position)) open(scan, position, "straight");
}

/** Tells whether a mark can only close, or mean inches. */
function onlyCloses(text: string, position: number): boolean {
  const isLast = isSpaceAt(text, position + 1) || isPointAt(text, position + 1);
  return isLast && position > 0 && !isSpaceAt(text, position - 1);
}

/** Returns the offset of the last character read. */
function readApostrophe(scan: Scan, position: number): number {
  if (isDoubledAt(scan.text, position, APOSTROPHE)) {
    if (scan.mark === "doubled") close(scan, position + 2);
    else if (!isInWord(scan.text, position - 1)) open(scan, position, "doubled");
    return position + 1;
  }
  if (scan.mark === "single" && closesSingle(scan.text, position)) close(scan, position + 1);
  else if (scan.mark === "none" && opensSingle(scan.text, position)) open(scan, position, "single");
  return position;
}

function readTypographic(scan: Scan, position: number, code: number): void {
  if (code === LEFT_CURLY) open(scan, position, "curly");
  else if (code === RIGHT_CURLY && (scan.mark === "curly" || scan.mark === "straight")) close(scan, position + 1);
  else if (code === LEFT_GUILLEMET) open(scan, position, "guillemet");
  else if (code === RIGHT_GUILLEMET && scan.mark === "guillemet") close(scan, position + 1);
  // A single mark that is still open was that of ‘one’ word: its closing mark was taken for an apostrophe.
  else if (code === LEFT_SINGLE && (scan.mark === "none" || scan.mark === "singleCurly"))
    open(scan, position, "singleCurly");
  else if (code === RIGHT_SINGLE && scan.mark === "singleCurly" && closesSingle(scan.text, position))
    close(scan, position + 1);
}

/** A double mark overrules a single one that is still open: the single one was an apostrophe. */
function open(scan: Scan, position: number, mark: Mark): void {
  const isOpen = scan.mark !== "none" && scan.mark !== "single" && scan.mark !== "singleCurly";
  if (isOpen) return;
  scan.open = position;
  scan.mark = mark;
}

function close(scan: Scan, end: number): void {
  if (end - scan.open > 2) scan.bounds.push(scan.open, end);
  forget(scan);
}

function forget(scan: Scan): void {
  scan.open = -1;
  scan.mark = "none";
}

/** By custom each paragraph of a long quotation opens with a mark and only the last one ends with one. */
function endParagraph(scan: Scan, position: number): void {
  if (scan.open < 0 || scan.text.charCodeAt(position + 1) !== NEWLINE) return;
  if (opensAnew(scan.text, position + 2, scan.mark)) scan.bounds.push(scan.open, position);
  forget(scan);
}

function opensAnew(text: string, from: number, mark: Mark): boolean {
  const code = text.charCodeAt(from);
  if (mark === "curly") return code === LEFT_CURLY;
  if (mark === "straight") return code === STRAIGHT;
  return mark === "doubled" && (code === APOSTROPHE || code === BACKTICK) && isDoubledAt(text, from, code);
}

function isDoubledAt(text: string, position: number, code: number): boolean {
  return text.charCodeAt(position) === code && text.charCodeAt(position + 1) === code;
}

/** Tells whether a double mark behind this position can only close. */
function isInWord(text: string, position: number): boolean {
  return position >= 0 && (isLetterAt(text, position) || isPointAt(text, position));
}

function opensSingle(text: string, position: number): boolean {
  const before = position === 0 || isSpaceAt(text, position - 1);
  return before && isUpperAt(text, position + 1);
}

/** A single mark closes only after a point or a comma: after a letter it may be a plural's possessive. */
function closesSingle(text: string, position: number): boolean {
  return isPointAt(text, position - 1) && !isLetterAt(text, position + 1);
}

function isPointAt(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  return code === 44 || code === 46 || code === 33 || code === 63;
}

function isSpaceAt(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  return code <= 32 || code === 0xa0;
}

function isUpperAt(text: string, position: number): boolean {
  const code = text.charCodeAt(position);
  return code >= 65 && code <= 90;
}

function isLetterAt(text: string, position: number): boolean {
  const code = text.charCodeAt(position) & ~32;
  return code >= 65 && code <= 90;
}
