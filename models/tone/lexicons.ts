import { SentimentAnalyzer } from "natural/lib/natural/sentiment/index.js";

/** The word lists that `natural` ships; each gives words a valence of its own scale. */
export const LEXICONS = ["afinn", "senticon", "pattern"] as const;

export type LexiconName = (typeof LEXICONS)[number];

const FULL_SCALE: Record<LexiconName, number> = { afinn: 5, senticon: 1, pattern: 1 };

/** The single words of a lexicon with their valence, -1 … 1. */
export function readLexicon(name: LexiconName): Map<string, number> {
  // natural's types leave the vocabulary out.
  const vocabulary: unknown = Reflect.get(new SentimentAnalyzer("English", undefined, name), "vocabulary");
  if (typeof vocabulary !== "object" || vocabulary === null) throw new Error(`natural has no ${name} vocabulary`);
  const words = Object.entries(vocabulary).filter(([word]) => /^[a-z']+$/.test(word));
  return new Map(words.map(([word, valence]) => [word, Number(valence) / FULL_SCALE[name]]));
}
