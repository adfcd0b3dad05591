import type { Block, Mark } from "./fragment.js";

/** Words in class names and ids of elements that are not part of the article. */
const FURNITURE = new Set(
  (
    "caption captions credit credits byline bylines author authors bio share sharing shares social related recommended " +
    "recommendation recommendations recirc newsletter newsletters subscribe subscription signup promo promos promotion trending " +
    "popular comments comment disqus toolbar breadcrumb breadcrumbs copyright timestamp dateline pubdate date datetime gallery " +
    "slideshow slider carousel swiper rail sidebar sponsor sponsored ad ads advert adverts advertisement advertising banner " +
    "cookie cookies consent gdpr paywall footer masthead menu nav navigation tags taglist outbrain taboola teaser teasers " +
    "standfirst dek subtitle subheadline disclaimer skip cta modal popup login register print subhead meta postmeta postinfo " +
    "widget embed pagination pager header headline wpcnt affiliate noprint readmore follow tools biography flyout print " +
    "sharedaddy jp attribution source topics"
  ).split(" "),
);

const ELEMENTS = new Set(["aside", "footer", "header", "figure"]);
const PARTS_OF_TEXT = new Set(["p", "li", "td", "dd", "dt", "blockquote", "pre"]);
const WORD = /[a-z]+/g;
const HUMP = /([a-z])([A-Z])/g;
const LONGEST_CLASS = 400;
// A word on the container of the article itself says nothing about its parts.
const MOST_SHARE = 0.25;
const MOST_LINK_SHARE = 0.35;
const LINK_DENSITY = 0.7;
const LEAST_PROSE_CHARS = 60;
const SENTENCE = /[.!?。！？]["”’')\]]*$/;

/** Marks furniture by the element's name, or by the word of its class or id that tells. */
export const markFurniture: Mark = (name, attributes) => {
  if (ELEMENTS.has(name)) return name;
  const given = `${attributes.class ?? ""} ${attributes.id ?? ""}`;
  if (given.length < 3 || given.length > LONGEST_CLASS) return undefined;
  const words = given.replace(HUMP, "$1 $2").toLowerCase().match(WORD);
  return words?.find((word) => FURNITURE.has(word));
};

/** Returns the blocks of an article without the furniture among them and at their ends. */
export function blocksOfArticle(blocks: readonly Block[]): Block[] {
  return trimEnds(withoutLinks(withoutMarked(blocks)));
}

/** Returns the article's blocks of a page from which nothing was removed yet: its menus may outweigh the article. */
export function blocksOfPage(blocks: readonly Block[]): Block[] {
  const unlinked = blocks.filter((block) => !isLink(block));
  return blocksOfArticle(unlinked.some(isProse) ? unlinked : blocks);
}

function withoutMarked(blocks: readonly Block[]): Block[] {
  const total = charsOf(blocks);
  const chars = new Map<string, number>();
  for (const block of blocks) {
    for (const mark of new Set(block.marks)) chars.set(mark, (chars.get(mark) ?? 0) + block.text.length);
  }
  const shunned = new Set([...chars].filter(([, count]) => count <= total * MOST_SHARE).map(([mark]) => mark));
  return blocks.filter((block) => !block.marks.some((mark) => shunned.has(mark)));
}

function withoutLinks(blocks: readonly Block[]): Block[] {
  const links = findLinks(blocks);
  return blocks.filter((block) => !links.has(block));
}

/** Returns the blocks that are little but a link to something else; none where most of the text would go. */
export function findLinks(blocks: readonly Block[]): ReadonlySet<Block> {
  const links = blocks.filter(isLink);
  return new Set(charsOf(links) > charsOf(blocks) * MOST_LINK_SHARE ? [] : links);
}

function isLink(block: Block): boolean {
  return block.linkChars >= block.text.length * LINK_DENSITY && !SENTENCE.test(block.text);
}

function trimEnds(blocks: readonly Block[]): Block[] {
  const first = blocks.findIndex(isProse);
  const last = blocks.findLastIndex(isProse);
  if (first < 0) return [...blocks];
  return blocks.filter((block, at) => (at >= first || !isHeadOfPage(block)) && (at <= last || !isHeading(block)));
}

function isProse(block: Block): boolean {
  return block.text.length >= LEAST_PROSE_CHARS && SENTENCE.test(block.text) && !isHeading(block);
}

function isHeadOfPage(block: Block): boolean {
  if (isHeading(block)) return true;
  return !PARTS_OF_TEXT.has(block.tag) && block.text.length < LEAST_PROSE_CHARS && !SENTENCE.test(block.text);
}

function isHeading(block: Block): boolean {
  return /^h[1-6]$/.test(block.tag);
}

export function charsOf(blocks: readonly Block[]): number {
  return blocks.reduce((sum, block) => sum + block.text.length, 0);
}
