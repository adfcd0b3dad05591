import type { BodyFormat } from "../../src/domain/article.js";
import type { CleanText } from "../../src/domain/tagging.js";
import { type Paragraph, removeBoilerplate } from "./boilerplate.js";
import { type Block, readBlocks } from "./fragment.js";
import { findLinks } from "./furniture.js";
import { isPage, readPage } from "./page.js";
import { cleanHeadline, splitParagraphs, wellFormed } from "./paragraphs.js";

export interface CleanInput {
  headline: string;
  body: string;
  bodyFormat: BodyFormat;
}

/**
 * Returns the text of an article without the page around it: paragraphs joined by a blank line, well-formed Unicode,
 * single spaces. `removed` holds the paragraphs and the lists of links taken out, in reading order, `removedChars`
 * their UTF-16 length. Without a given headline, a page's own is used. Pure, and never throws.
 */
export function cleanArticle(input: CleanInput): CleanText & { removedChars: number } {
  const { headline, paragraphs } = readInput(input);
  const { kept, removed } = removeBoilerplate(paragraphs, headline);
  const removedChars = removed.reduce((sum, paragraph) => sum + paragraph.length, 0);
  return { headline, body: kept.join("\n\n"), removed, removedChars };
}

function readInput({ headline, body, bodyFormat }: CleanInput): { headline: string; paragraphs: Paragraph[] } {
  const given = cleanHeadline(headline);
  if (bodyFormat === "text") {
    return { headline: given, paragraphs: splitParagraphs(body).map((text) => ({ text, isLink: false })) };
  }
  if (!isPage(body)) return { headline: given, paragraphs: paragraphsOf(readBlocks(wellFormed(body)).blocks) };
  const page = readPage(wellFormed(body));
  return { headline: given || page.headline, paragraphs: paragraphsOf(page.blocks) };
}

/** Makes the texts well-formed again: an entity may have stood for an invisible character. */
function paragraphsOf(blocks: readonly Block[]): Paragraph[] {
  const links = findLinks(blocks);
  return blocks
    .map((block) => ({ text: wellFormed(block.text), isLink: links.has(block) }))
    .filter(({ text }) => text !== "");
}
