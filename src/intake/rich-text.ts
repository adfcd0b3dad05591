import { requireList, requireObject, requireText } from "./fields.js";

const BLOCKS = /^(?:paragraph|heading-[1-6])$/;

/**
 * Returns the paragraphs and headings of a Contentful rich text document, separated by blank lines. Those in lists,
 * quotes and tables are included; embedded entries and assets are left out.
 *
 * @throws Refusal `invalid`, which points to the wrong node.
 */
export function richText(document: unknown, pointer: string): string {
  return blocksOf(document, pointer)
    .filter((block) => block.trim() !== "")
    .join("\n\n");
}

function blocksOf(value: unknown, pointer: string): string[] {
  const node = requireObject(value, pointer);
  const type = requireText(node.nodeType, `${pointer}/nodeType`);
  if (type.startsWith("embedded-")) return [];
  if (BLOCKS.test(type)) return [inlineText(node, pointer)];
  const content = requireList(node.content, `${pointer}/content`);
  return content.flatMap((child, index) => blocksOf(child, `${pointer}/content/${index}`));
}

function inlineText(value: unknown, pointer: string): string {
  const node = requireObject(value, pointer);
  const type = requireText(node.nodeType, `${pointer}/nodeType`);
  if (type === "text") return requireText(node.value, `${pointer}/value`);
  if (type.startsWith("embedded-")) return "";
  const content = requireList(node.content, `${pointer}/content`);
  return content.map((child, index) => inlineText(child, `${pointer}/content/${index}`)).join("");
}

/**
 * Returns the text of Markdown from Contentful's long text fields, without pictures and with links as their text.
 * Brackets or fixed lengths bound the patterns, so the time stays proportional to the length.
 */
export function markdownText(markdown: string): string {
  return markdown
    .replace(/!\[[^[\]\n]{0,500}\]\([^()\n]{0,2000}\)/g, "")
    .replace(/\[([^[\]\n]{1,500})\]\([^()\n]{0,2000}\)/g, "$1")
    .replace(/^[ \t]{0,3}(?:#{1,6}[ \t]+|>[ \t]?|[-*+][ \t]+|\d{1,3}[.)][ \t]+)/gm, "")
    .replace(/(\*\*|__)(?=\S)([^\n]{1,1000}?)\1/g, "$2")
    .replace(/(?<![\w*])\*(?=\S)([^*\n]{1,1000})\*(?!\w)/g, "$1")
    .replace(/(?<!\w)_(?=\S)([^_\n]{1,1000})_(?!\w)/g, "$1")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
