import { decodeEntities, fragmentText } from "./fragment.js";

// With the u flag whole pairs do not match, only lone halves.
const LONE_SURROGATE = /[\ud800-\udfff]/gu;
const NUL = "\0";
const UNSEEN = /[\u00ad\u200b\u200e\u200f\u202a-\u202e\u2060\ufeff]/g;
// Windows-1252 read as Latin-1, which turned its quotes and dashes into control characters.
const MISREAD = /[\u0080-\u0084\u0086-\u009f]/g;
const FIRST_MISREAD = 0x80;
const WINDOWS = "€ ‚ƒ„…†‡ˆ‰Š‹Œ Ž  ‘’“”•–—˜™š›œ žŸ";
const LINE_END = /\r\n?|[\u2028\u2029\u0085\v\f]/g;
// The spaces of every script, and the control characters used as spaces.
const SPACE = /[\s\p{Cc}]+/gu;
const ENTITY = /&(?:#\d{2,6}|#x[\da-f]{2,5}|[a-z][a-z\d]{1,30});/i;
const MARKUP = /&(?:#\d+|#x[\da-f]+|[a-z]\w{1,30});|<\/?[a-z]/i;

const SHORTEST_WRAPPED = 45;
const LONGEST_WRAPPED = 100;
const SENTENCE_END = /[.!?:;"”’)]$/;
// Two spaces after a sentence are one by now, so a line may be this much shorter than when it was wrapped.
const COLLAPSED = 2;
const BULLET = /^[•*·–—-]\s/;
const GOES_ON = /^[\p{Ll}\p{Lo}]/u;
const LEFT_OPEN =
  /(?:,|\b(?:an?|and|as|at|but|by|for|from|in|is|of|on|or|said|that|the|to|was|were|who|with|has|had))$/;

/** Returns `text` as well-formed Unicode: lone surrogates become U+FFFD; NULs and invisible characters are removed. */
export function wellFormed(text: string): string {
  return text
    .replaceAll(NUL, "")
    .replace(LONE_SURROGATE, "\ufffd")
    .replace(UNSEEN, "")
    .replace(MISREAD, (sign) => WINDOWS[sign.charCodeAt(0) - FIRST_MISREAD] ?? " ");
}

/** Returns a headline on one line: markup and entities decoded, whitespace normalized. */
export function cleanHeadline(headline: string): string {
  if (isTidy(headline) && !headline.includes("\n") && !MARKUP.test(headline)) return headline;
  const text = MARKUP.test(headline) ? fragmentText(headline).replaceAll("\n\n", " ") : headline;
  return wellFormed(text).replace(SPACE, " ").trim();
}

/**
 * Returns the paragraphs of a plain text, none empty. A blank line ends a paragraph; so does a line end, unless the
 * lines of its group are hard-wrapped. Whitespace is normalized, and entities that a CMS forgot to decode are decoded.
 */
export function splitParagraphs(text: string): string[] {
  const decoded = text.includes("&") && ENTITY.test(text) ? decodeEntities(text) : text;
  const lines = isTidy(decoded) ? decoded.split("\n") : tidyLines(decoded);
  return joinWrapped(lines);
}

// Not the letters and signs of European text: spaces but the blank, invisible characters, surrogates, controls.
const UNUSUAL = /[^\n -~\u00a1-\u00ac\u00ae-\u05ff\u2010-\u2027\u2030-\u205e\u20a0-\u2190]/;
const LOOSE = / {2}| \n|\n /;

/** Tells whether a text can be used as it is: well-formed, with only single spaces inside lines. Most texts are. */
function isTidy(text: string): boolean {
  return !UNUSUAL.test(text) && !LOOSE.test(text) && text === text.trim();
}

function tidyLines(text: string): string[] {
  return wellFormed(text.replace(LINE_END, "\n"))
    .split("\n")
    .map((line) => line.replace(SPACE, " ").trim());
}

function joinWrapped(lines: readonly string[]): string[] {
  const paragraphs: string[] = [];
  let start = 0;
  for (let end = 0; end <= lines.length; end++) {
    if (end < lines.length && lines[end] !== "") continue;
    const group = lines.slice(start, end);
    if (isWrapped(group)) paragraphs.push(group.join(" "));
    else for (const line of group) paragraphs.push(line);
    start = end + 1;
  }
  return paragraphs;
}

function isWrapped(group: readonly string[]): boolean {
  const [last = "", ...before] = group.toReversed();
  if (before.length === 0 || last.length > LONGEST_WRAPPED || !before.every(isOfWrappedLength)) return false;
  const ended = before.filter((line) => SENTENCE_END.test(line)).length;
  if (ended * 2 >= before.length || !fillsItsLines(group)) return false;
  return group.some((line, at) => at > 0 && GOES_ON.test(line)) || before.some((line) => LEFT_OPEN.test(line));
}

function isOfWrappedLength(line: string): boolean {
  return line.length >= SHORTEST_WRAPPED && line.length <= LONGEST_WRAPPED && !BULLET.test(line);
}

/** Tells whether no line had room for the first word of the next; the titles of a list have such room. */
function fillsItsLines(group: readonly string[]): boolean {
  const width = group.reduce((longest, line) => Math.max(longest, line.length), 0) - COLLAPSED;
  return group.every((line, at) => {
    const next = group[at + 1];
    return next === undefined || line.length + 1 + next.split(" ", 1).join().length > width;
  });
}
