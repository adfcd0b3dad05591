import { escapeHtml } from "../../intake/fields.js";

/** Writes prose of the document as HTML: paragraphs, and code between backticks. */
export function writeProse(text: string): string {
  return text
    .split("\n\n")
    .map((paragraph) => `<p>${writeLine(paragraph)}</p>`)
    .join("\n");
}

/** Writes a line of prose as HTML. */
export function writeLine(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}
