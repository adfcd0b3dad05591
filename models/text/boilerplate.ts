import { isBiography, isByline } from "./biography.js";
import { isCredit } from "./credits.js";
import { cutLinkLists } from "./link-lists.js";
import { findPrompt } from "./prompts.js";

interface Sifted {
  kept: string[];
  /** In reading order. */
  removed: string[];
}

export interface Paragraph {
  text: string;
  /** Whether it is little but a link to something else. */
  isLink: boolean;
}

/** `text` is the article; a `title` looks like the headline of an article, this one's or another's. */
type Kind = "text" | "title" | "aside" | "opener" | "credit";

const MOST_TITLE_CHARS = 130;
const MOST_QUESTION_CHARS = 100;
const LEAST_PROSE_CHARS = 60;
const SURELY_PROSE = 200;
const TAIL = 6;
const TOP_LINES = 6;
const CLOSING_LINES = 4;
const MOST_CAPITALS_CHARS = 200;
const LOWER_CASE = /\p{Ll}/u;
const CAPITALS = /\p{Lu}[\p{Lu}’'-]+/gu;
const LEAST_CAPITALS = 5;
const ENDS_AS_STATEMENT = /[.!:;,]["”’')\]]*$/;
const ENDS_AS_PROSE = /[.!?:;,]["”’')\]]*$/;
const ENDS_AS_SENTENCE = /[.!?]["”’')\]]*$/;

/**
 * Removes from the paragraphs of an article what belongs to the page around it: credited captions, prompts to
 * subscribe, share bars, links to other articles, lists of these and their headlines in capitals, consent forms,
 * repeated paragraphs, the outlet's name and the headline at the top, the author's biography at the end, and links to
 * other articles inside sentences. Pure; takes time linear in the length of the text.
 */
export function removeBoilerplate(given: readonly Paragraph[], headline: string): Sifted {
  const cut = given.map(({ text }) => cutLinkLists(text));
  const paragraphs = cut.map(({ text }) => text);
  const kinds = given.map(({ isLink }, at) => (isLink ? "aside" : kindOf(paragraphs[at] ?? "")));
  const gone = kinds.map((kind) => kind !== "text" && kind !== "title");
  dropTitlesInCapitals(paragraphs, gone);
  dropRepeated(paragraphs, gone);
  if (gone.includes(true)) dropLists(paragraphs, kinds, gone);
  dropTop(paragraphs, headline, gone);
  dropClosing(paragraphs, gone);
  return {
    kept: paragraphs.filter((_, at) => !gone[at]),
    removed: cut.flatMap(({ lists }, at) => (gone[at] ? given.slice(at, at + 1).map(({ text }) => text) : lists)),
  };
}

function kindOf(paragraph: string): Kind {
  const prompt = findPrompt(paragraph);
  if (prompt !== undefined) return prompt;
  if (isCredit(paragraph)) return "credit";
  return paragraph.length <= MOST_TITLE_CHARS && !ENDS_AS_PROSE.test(tailOf(paragraph)) ? "title" : "text";
}

/** Drops headlines in capitals among ordinary paragraphs: each links to another article. */
function dropTitlesInCapitals(paragraphs: readonly string[], gone: boolean[]) {
  const inCapitals = paragraphs.flatMap((paragraph, at) => (LOWER_CASE.test(paragraph) ? [] : [at]));
  if (inCapitals.length * 2 >= paragraphs.length) return;
  for (const at of inCapitals) if (isTitleInCapitals(paragraphs[at] ?? "")) gone[at] = true;
}

function isTitleInCapitals(paragraph: string): boolean {
  if (paragraph.length > MOST_CAPITALS_CHARS || ENDS_AS_STATEMENT.test(tailOf(paragraph))) return false;
  return (paragraph.match(CAPITALS)?.length ?? 0) >= LEAST_CAPITALS;
}

/** Drops repeated paragraphs: some pages show tweets, captions and quotes a second time beside the text. */
function dropRepeated(paragraphs: readonly string[], gone: boolean[]) {
  const seen = new Set<string>();
  paragraphs.forEach((paragraph, at) => {
    if (paragraph.length < LEAST_PROSE_CHARS) return;
    if (seen.has(paragraph)) gone[at] = true;
    seen.add(paragraph);
  });
}

/**
 * Drops the titles after the head of a list, and all that follows one when no prose does. A text that is nothing but
 * such a list is a round-up, and stays.
 */
function dropLists(paragraphs: readonly string[], kinds: readonly Kind[], gone: boolean[]) {
  const last = kinds.findLastIndex((kind, at) => kind === "text" && isProse(paragraphs[at] ?? ""));
  let inList = false;
  const listed = kinds.map((kind, at) => {
    const paragraph = paragraphs[at] ?? "";
    if (kind === "opener") inList = true;
    else if (paragraph.length >= SURELY_PROSE) inList = false;
    else if (kind === "text" && at <= last && !isQuestion(paragraph)) inList = false;
    return inList;
  });
  if (listed.every((isListed, at) => isListed || gone[at])) return;
  listed.forEach((isListed, at) => {
    if (isListed) gone[at] = true;
  });
}

function isProse(paragraph: string): boolean {
  if (paragraph.length >= SURELY_PROSE) return true;
  return paragraph.length >= LEAST_PROSE_CHARS && ENDS_AS_SENTENCE.test(tailOf(paragraph));
}

function isQuestion(paragraph: string): boolean {
  return paragraph.length <= MOST_QUESTION_CHARS && paragraph.endsWith("?");
}

// A pattern that ends in $ is tried at every position of a text, so it gets only the end.
function tailOf(paragraph: string): string {
  return paragraph.slice(-TAIL);
}

/** Drops a repeated headline, what stands above it, and the lines that say who wrote the article and when. */
function dropTop(paragraphs: readonly string[], headline: string, gone: boolean[]) {
  const top = paragraphs.slice(0, TOP_LINES);
  const repeated = headline === "" ? -1 : top.findIndex((line) => isSame(line, headline));
  for (let at = 0; at < repeated; at++) if (!isProse(top[at] ?? "")) gone[at] = true;
  if (repeated >= 0) gone[repeated] = true;
  for (let at = 0; at < top.length; at++) {
    const line = top[at] ?? "";
    if (isByline(line)) gone[at] = true;
    else if (!gone[at]) break;
  }
}

function isSame(line: string, headline: string): boolean {
  if (Math.abs(line.length - headline.length) > 8) return false;
  return letters(line) === letters(headline);
}

function letters(text: string): string {
  return text.toLowerCase().replace(/[^\p{L}\p{N}]+/gu, "");
}

/** Drops the biographies and contacts after the last paragraph of the article. */
function dropClosing(paragraphs: readonly string[], gone: boolean[]) {
  let looked = 0;
  for (let at = paragraphs.length - 1; at > 0 && looked < CLOSING_LINES; at--) {
    if (gone[at]) continue;
    const paragraph = paragraphs[at] ?? "";
    if (!isBiography(paragraph, paragraphs.slice(0, at))) return;
    gone[at] = true;
    looked++;
  }
}
