import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { SentimentAnalyzer } from "natural/lib/natural/sentiment/index.js";
import { readLabelRows } from "../learning/further-labels.js";

export const WORD_VALENCES_FILE = "word-valences.tsv";

/** The word lists that `natural` and `vader-sentiment` ship, and one rated for news; each gives words a valence of its own scale. */
export const LEXICONS = ["afinn", "senticon", "pattern", "vader", "news"] as const;

export type LexiconName = (typeof LEXICONS)[number];

const FULL_SCALE: Record<LexiconName, number> = { afinn: 5, senticon: 1, pattern: 1, vader: 4, news: 3 };

/** The single words of a lexicon with their valence, -1 … 1. */
export function readLexicon(name: LexiconName): Map<string, number> {
  const entries = name === "vader" ? readVader() : name === "news" ? readNews() : readVocabulary(name);
  const words = entries.filter(([word]) => /^[a-z']+$/.test(word));
  return new Map(words.map(([word, valence]) => [word, valence / FULL_SCALE[name]]));
}

function readVocabulary(name: LexiconName): [string, number][] {
  // natural's types leave the vocabulary out.
  const vocabulary: unknown = Reflect.get(new SentimentAnalyzer("English", undefined, name), "vocabulary");
  if (typeof vocabulary !== "object" || vocabulary === null) throw new Error(`natural has no ${name} vocabulary`);
  return Object.entries(vocabulary).map(([word, valence]) => [word, Number(valence)]);
}

/** The words of the topics' features as a reader of their list rated them, -3 … 3. */
function readNews(): [string, number][] {
  return readLabelRows(WORD_VALENCES_FILE).map(([word = "", valence]) => [word, Number(valence)]);
}

/** Lines of word, mean of ten raters (-4 … 4), their deviation and their ratings, with tabs between. */
function readVader(): [string, number][] {
  const file = createRequire(import.meta.url).resolve("vader-sentiment/vader_lexicon.txt");
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .map(([word = "", mean]) => [word, Number(mean ?? 0)]);
}
