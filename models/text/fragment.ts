import { Parser } from "htmlparser2";
import { readTagless } from "./tagless.js";

/** A run of text between two block borders of an HTML text. */
export interface Block {
  /** Never empty; whitespace is normalized. */
  text: string;
  /** The block element around the text, in lower case; "" outside of any. */
  tag: string;
  /** Characters of `text` inside links. */
  linkChars: number;
  /** The marks of the elements around the text, outermost first: see `Mark`. */
  marks: readonly string[];
}

export interface Reading {
  /** In reading order. */
  blocks: Block[];
  /** Includes tags in raw text, which some parsers read. */
  elements: number;
  /** The depth that the deepest element has, or may have. */
  depth: number;
  /** Texts, comments and attributes outside of scripts. */
  nodes: number;
  /** The steps that patterns may take on the attributes: see `countSteps`. */
  steps: number;
  /** Characters of text as written, runs of whitespace included. */
  chars: number;
}

/** Returns the purpose of an element, by its name and attributes; undefined when it may be text of the article. */
export type Mark = (name: string, attributes: Readonly<Record<string, string>>) => string | undefined;

/** Elements whose content is never the text of an article: scripts, embeds, controls and captions. */
const UNREAD = new Set(
  (
    "script style noscript template iframe object embed svg canvas audio video map title button select " +
    "option textarea label figcaption nav dialog menu"
  ).split(" "),
);

/** linkedom, which parses pages for Readability, reads elements inside these; browsers, and this parser, read text. */
const RAW = new Set(["iframe", "noembed", "noframes", "plaintext"]);
const TAG = /<[a-z]/gi;
const SCRIPTS = new Set(["script", "style"]);

const PICTURES = new Set(["img", "picture", "figure", "source", "video", "audio"]);

const BLOCKS = new Set(
  (
    "address article aside blockquote body br center dd details div dl dt fieldset figure footer form h1 h2 h3 h4 h5 h6 " +
    "header hgroup hr html legend li main ol p pre section summary table tbody td tfoot th thead tr ul"
  ).split(" "),
);

// Screen-reader text repeats visible text, popups over names and cards that link to them are other texts, and older CMSs
// mark captions by class.
const UNREAD_CLASS = new RegExp(
  `(?:^|\\s)(?:${[
    "sr-only|visually-?hidden|screen-reader(?:-text)?",
    "wp-caption-text|(?:image|photo)-(?:caption|credit)",
    "(?:tooltip|popover|hovercard|rollover)\\b[\\w-]{0,30}(?:block|content|box|card|body|text)",
    "kg-(?:bookmark|signup|cta|product|header|file|audio|video)-card",
    "wp-embedded-content|wp-block-(?:latest-posts|rss|file|query|newspack-blocks-homepage-articles)|media--type-[\\w-]{3,20}|jp-relatedposts|sharedaddy",
    "(?:[\\w-]{1,30}-)?(?:related-(?:posts|articles|stories)|newsletter-signup)",
  ].join("|")})(?:\\s|$)`,
  "i",
);
const HIDDEN_STYLE = /display\s*:\s*none/i;

// Some CMSs encode entities twice. "&lt;" and "&gt;" stay: writers on HTML mean them.
const TWICE_ENCODED = /&(?:#\d{2,7}|#x[\da-f]{2,6}|(?![lg]t;)[a-z][a-z\d]{1,30});/gi;

// The parser shifts its whole stack at each tag: beyond this depth the time grows with the square of the length. The
// depth is checked after each piece.
const DEEPEST = 1_000;
const PIECE = 16_384;

// Further marks say nothing new, and 100,000 nested ones would be copied to each block.
const MOST_MARKS = 16;

/**
 * Reads the blocks of HTML: paragraphs, headings, list items, table cells. Entities are decoded, twice where they were
 * encoded twice. Scripts, embeds, captions, controls and hidden elements are left out. Broken HTML is read as browsers
 * read it. Never throws; takes time linear in the length.
 */
export function readBlocks(html: string, mark: Mark = () => undefined): Reading {
  const reader = createReader(mark);
  const parser = new Parser(reader.handler);
  for (let at = 0; at < html.length; at += PIECE) {
    parser.write(html.slice(at, at + PIECE));
    if (reader.opened() > DEEPEST) return readNested(html);
  }
  parser.end();
  return reader.finish();
}

function readNested(html: string): Reading {
  const blocks = readTagless(html).map((text) => ({ text, tag: "", linkChars: 0, marks: [] }));
  const most = Number.POSITIVE_INFINITY;
  return { blocks, elements: most, depth: most, nodes: most, steps: most, chars: most };
}

/** Returns the text of a CMS's HTML fragment: its blocks, joined by blank lines. */
export function fragmentText(html: string): string {
  return readBlocks(html)
    .blocks.map((block) => block.text)
    .join("\n\n");
}

interface Open {
  unread: boolean;
  mark: string | undefined;
}

function createReader(mark: Mark) {
  const blocks: Block[] = [];
  const open: Open[] = [];
  const around: string[] = [];
  const marks: string[] = [];
  let text = "";
  let linkChars = 0;
  let links = 0;
  let unread = 0;
  let elements = 0;
  let depth = 0;
  let raw = 0;
  let rawTags = 0;
  let inScript = false;
  let nodes = 0;
  let steps = 0;
  let chars = 0;

  function endBlock() {
    const clean = text.replace(TWICE_ENCODED, decodeEntities).replace(/\s+/g, " ").trim();
    if (clean !== "") {
      const tag = around.at(-1) ?? "";
      blocks.push({
        text: clean,
        tag,
        linkChars: Math.min(linkChars, clean.length),
        marks: marks.slice(0, MOST_MARKS),
      });
    }
    text = "";
    linkChars = 0;
  }

  const handler = {
    onopentag(name: string, attributes: Record<string, string>) {
      if (BLOCKS.has(name)) {
        endBlock();
        around.push(name);
      }
      const opened = { unread: isUnread(name, attributes), mark: mark(name, attributes) };
      open.push(opened);
      inScript = SCRIPTS.has(name);
      steps += countSteps(name, attributes);
      if (opened.unread) unread++;
      if (opened.mark !== undefined) marks.push(opened.mark);
      if (name === "a") links++;
      if (RAW.has(name) && raw++ === 0) rawTags = 0;
      elements++;
      depth = Math.max(depth, open.length);
    },
    onclosetag(name: string) {
      if (BLOCKS.has(name)) {
        endBlock();
        around.pop();
      }
      inScript = false;
      const closed = open.pop();
      if (closed?.unread) unread--;
      if (closed?.mark !== undefined) marks.pop();
      if (name === "a") links--;
      if (RAW.has(name)) raw--;
    },
    ontext(piece: string) {
      if (raw > 0) countRaw(piece);
      if (!inScript) nodes++;
      if (unread > 0) return;
      chars += piece.length;
      text += piece;
      if (links > 0) linkChars += piece.trim().length;
    },
    oncomment(comment: string) {
      nodes += comment.split("<").length;
    },
    onattribute() {
      nodes++;
    },
  };

  function countRaw(piece: string) {
    const tags = piece.match(TAG)?.length ?? 0;
    rawTags += tags;
    elements += tags;
    depth = Math.max(depth, open.length + rawTags);
  }

  function finish(): Reading {
    endBlock();
    return { blocks, elements, depth, nodes, steps, chars };
  }

  return { handler, finish, opened: () => open.length };
}

/** Decodes the entities of a text without reading anything in it as a tag. */
export function decodeEntities(text: string): string {
  let decoded = "";
  const parser = new Parser({
    ontext(piece) {
      decoded += piece;
    },
  });
  parser.end(text.replaceAll("<", "&lt;"));
  return decoded;
}

/**
 * linkedom splits styles at semicolons with blanks around them, and Readability searches all attributes of pictures for
 * addresses. The time of their patterns grows with the square of a run of blanks, or of a word.
 */
function countSteps(name: string, attributes: Readonly<Record<string, string>>): number {
  let steps = attributes.style === undefined ? 0 : sumSquares(attributes.style.split(/\S+/));
  if (!PICTURES.has(name)) return steps;
  for (const key in attributes) {
    if (key !== "src" && key !== "alt") steps += sumSquares((attributes[key] ?? "").split(/\s+/));
  }
  return steps;
}

function sumSquares(runs: readonly string[]): number {
  return runs.reduce((sum, run) => sum + run.length ** 2, 0);
}

function isUnread(name: string, attributes: Readonly<Record<string, string>>): boolean {
  if (UNREAD.has(name) || attributes.hidden !== undefined || attributes["aria-hidden"] === "true") return true;
  if (attributes.class !== undefined && UNREAD_CLASS.test(attributes.class)) return true;
  return attributes.style !== undefined && HIDDEN_STYLE.test(attributes.style);
}
