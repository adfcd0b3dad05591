import { readLabelRows } from "../learning/further-labels.js";
import { featureKey } from "../text/features.js";
import { hashWord, SHAPE } from "../text/tokens.js";
import { WORD_TOPICS_FILE } from "./rated-words.js";
import type { TopicDocument } from "./reader.js";

/** A word is a name if more than this share of what stands inside sentences is capitalized. */
const NAME_SHARE = 0.7;

/** The hashes of words that are written as names are, seen where a small word stands before them. */
export function findNames(texts: readonly TopicDocument[]): Set<number> {
  const counts = new Map<number, { capitalized: number; all: number }>();
  for (const { bodyTokens } of texts) {
    const { count, hash, shape } = bodyTokens;
    const isCapital = (token: number) => ((shape[token] ?? 0) & SHAPE.capitalized) !== 0;
    for (let token = 1; token < count; token++) {
      const isJoined = ((shape[token] ?? 0) & SHAPE.joined) !== 0;
      if (!isJoined || isCapital(token - 1)) continue;
      const word = hash[token] ?? 0;
      const seen = counts.get(word) ?? { capitalized: 0, all: 0 };
      seen.all++;
      if (isCapital(token)) seen.capitalized++;
      counts.set(word, seen);
    }
  }
  const names = [...counts].filter(([, { capitalized, all }]) => capitalized > NAME_SHARE * all);
  return new Set(names.map(([word]) => word));
}

/**
 * Tells which features hold a name that says nothing of a topic: a tag must not come from who or where a text is about. "Teamsters"
 * and "Border Patrol" are kept, since a reader of the list of features gave them a level.
 * @param names as `findNames` gives them.
 */
export function createNameFilter(names: ReadonlySet<number>): (feature: string) => boolean {
  const rated = new Set(readRated().map(featureKey));
  const isRated = (feature: string) => [feature, feature.toLowerCase()].some((name) => rated.has(featureKey(name)));
  const isName = (word: string) => names.has(hashWord(word)) && !isRated(word);
  return (feature) => !isRated(feature) && feature.split(" ").some(isName);
}

function readRated(): string[] {
  const rows = readLabelRows(WORD_TOPICS_FILE);
  return rows.flatMap(([name = "", ...levels]) => (levels.some((level) => Number(level) > 0) ? [name] : []));
}
