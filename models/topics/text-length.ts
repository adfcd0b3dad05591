import type { TopicDocument } from "./reader.js";

/** Up to so many words a text is read as a headline, from so many as an article, and between them as both in part. */
const HEADLINE_WORDS = 60;
const ARTICLE_WORDS = 500;

/** Words of headline and body. */
export function countWords({ headlineTokens, bodyTokens }: TopicDocument): number {
  return headlineTokens.count + bodyTokens.count;
}

/** How much of a text's score is the reader of headlines', 0–1: it falls with the logarithm of the words. */
export function headlinePortion(words: number): number {
  const portion = Math.log(ARTICLE_WORDS / words) / Math.log(ARTICLE_WORDS / HEADLINE_WORDS);
  return Math.min(1, Math.max(0, portion));
}

/** The logarithm of a text's length; what is read as a headline counts as the longest of them. */
export function logLength(words: number): number {
  return Math.log(Math.max(words, HEADLINE_WORDS));
}
