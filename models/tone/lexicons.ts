import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { SentimentAnalyzer } from "natural/lib/natural/sentiment/index.js";
import { readLabelRows } from "../learning/further-labels.js";

export const WORD_VALENCES_FILE = "word-valences.tsv";

/** The word lists that `natural` and `vader-sentiment` ship, and one rated for news. Each has a scale of its own. */
export const LEXICONS = ["afinn", "senticon", "pattern", "vader", "news"] as const;

export type LexiconName = (typeof LEXICONS)[number];

type Entries = [word: string, valence: number][];

const LISTS: Record<LexiconName, { fullScale: number; read: () => Entries }> = {
  afinn: { fullScale: 5, read: () => readVocabulary("afinn") },
  senticon: { fullScale: 1, read: () => readVocabulary("senticon") },
  pattern: { fullScale: 1, read: () => readVocabulary("pattern") },
  vader: { fullScale: 4, read: readVader },
  news: { fullScale: 3, read: readNews },
};

/** Returns the single words of a lexicon with their valence, -1 … 1. */
export function readLexicon(name: LexiconName): Map<string, number> {
  const { fullScale, read } = LISTS[name];
  const words = read().filter(([word]) => /^[a-z']+$/.test(word));
  return new Map(words.map(([word, valence]) => [word, valence / fullScale]));
}

function readVocabulary(name: "afinn" | "senticon" | "pattern"): Entries {
  // natural's types leave the vocabulary out.
  const vocabulary: unknown = Reflect.get(new SentimentAnalyzer("English", undefined, name), "vocabulary");
  if (typeof vocabulary !== "object" || vocabulary === null) throw new Error(`natural has no ${name} vocabulary`);
  return Object.entries(vocabulary).map(([word, valence]) => [word, Number(valence)]);
}

/** Reads the words that a reader of the list of the topics' features rated, -3 … 3. */
function readNews(): Entries {
  return readLabelRows(WORD_VALENCES_FILE).map(([word = "", valence]) => [word, Number(valence)]);
}

/** Reads tab-separated lines: word, mean of ten raters (-4 … 4), their deviation and ratings. */
function readVader(): Entries {
  const file = createRequire(import.meta.url).resolve("vader-sentiment/vader_lexicon.txt");
  return readFileSync(file, "utf8")
    .split("\n")
    .map((line) => line.split("\t"))
    .map(([word = "", mean]) => [word, Number(mean ?? 0)]);
}
