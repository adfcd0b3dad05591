import type { TopicDocument } from "./reader.js";

/** A text of up to HEADLINE_WORDS is read as a headline, from ARTICLE_WORDS on as an article, and between as both. */
const HEADLINE_WORDS = 60;
const ARTICLE_WORDS = 500;

export function countWords({ headlineTokens, bodyTokens }: TopicDocument): number {
  return headlineTokens.count + bodyTokens.count;
}

/** Returns the share of the reader of headlines in a text's score, 0–1. It falls with the logarithm of the words. */
export function headlinePortion(words: number): number {
  const portion = Math.log(ARTICLE_WORDS / words) / Math.log(ARTICLE_WORDS / HEADLINE_WORDS);
  return Math.min(1, Math.max(0, portion));
}

/** Returns the logarithm of a text's words. A text read as a headline counts as HEADLINE_WORDS long. */
export function logLength(words: number): number {
  return Math.log(Math.max(words, HEADLINE_WORDS));
}
