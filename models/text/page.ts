import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { type Block, type Reading, readBlocks } from "./fragment.js";
import { blocksOfArticle, blocksOfPage, charsOf, markFurniture } from "./furniture.js";
import { findHeadline, keepClasses, keepQuotes, type PageDocument } from "./page-document.js";
import { cleanHeadline } from "./paragraphs.js";

/** The blocks of a page's article, and the headline that the page gives itself ("" when none). */
interface Page {
  headline: string;
  blocks: Block[];
}

// Readability's time grows with the square of the elements and the cube of the depth: a page of twice these limits
// takes seconds. Articles on news sites have about 1,000 elements, 20 deep, and 6,000 characters.
const MOST_ELEMENTS = 5_000;
const DEEPEST = 120;
const MOST_CHARS = 200_000;
// Blanks, comments and attributes are not text, but linkedom keeps and escapes all of them.
const MOST_RAW_CHARS = 250_000;
const MOST_NODES = 20_000;
const MOST_STEPS = 200_000_000;
const LEAST_ARTICLE_CHARS = 140;

const PAGE_START = /<(?:!doctype\s|html[\s>]|head[\s>]|body[\s>])/i;
const LOOKED_AT = 100_000;

/** Tells whether `html` is a whole page rather than a CMS's fragment. */
export function isPage(html: string): boolean {
  return PAGE_START.test(html.slice(0, LOOKED_AT));
}

/**
 * Returns the article that Readability finds in a page, without blocks whose classes, links or places show that they
 * are not part of it. A page that Readability cannot take (too deep, too big, or nothing found) is read block by block.
 */
export function readPage(html: string): Page {
  const whole = readBlocks(html, markFurniture);
  const chars = charsOf(whole.blocks);
  const found = isTooMuch(whole, chars) ? undefined : findArticle(html);
  const blocks = found === undefined ? [] : readBlocks(found.content, markFurniture).blocks;
  const enough = charsOf(blocks) >= Math.min(LEAST_ARTICLE_CHARS, chars / 2);
  const heading = whole.blocks.find((block) => block.tag === "h1")?.text ?? "";
  return {
    headline: found?.headline ?? heading,
    blocks: enough ? blocksOfArticle(blocks) : blocksOfPage(whole.blocks),
  };
}

function isTooMuch({ elements, depth, nodes, steps, chars: rawChars }: Reading, chars: number): boolean {
  if (elements > MOST_ELEMENTS || depth > DEEPEST || nodes > MOST_NODES || steps > MOST_STEPS) return true;
  return chars > MOST_CHARS || rawChars > MOST_RAW_CHARS;
}

interface Found {
  headline: string;
  content: string;
}

function findArticle(html: string): Found | undefined {
  try {
    // linkedom's types refer to the browser's Window, whose types this program does not include.
    const { document } = parseHTML(html) as unknown as { document: PageDocument };
    const headline = cleanHeadline(findHeadline(document));
    keepQuotes(document);
    keepClasses(document);
    // A linkedom document has all that Readability needs, though it is not a browser's Document.
    const article = new Readability(document as never, { keepClasses: true }).parse();
    return { headline: headline || cleanHeadline(article?.title ?? ""), content: article?.content ?? "" };
  } catch {
    // Broken pages make linkedom and Readability throw; the caller reads such a page block by block.
    return undefined;
  }
}
