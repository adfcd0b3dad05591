import { escapeHtml } from "../../intake/fields.js";

/** Prose of the document as HTML: paragraphs, and code between backticks. */
export function writeProse(text: string): string {
  return text
    .split("\n\n")
    .map((paragraph) => `<p>${writeLine(paragraph)}</p>`)
    .join("\n");
}

/** A line of prose. */
export function writeLine(text: string): string {
  return escapeHtml(text).replace(/`([^`]+)`/g, "<code>$1</code>");
}
