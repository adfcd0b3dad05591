import { hashWord, SHAPE } from "../text/tokens.js";
import type { TopicDocument } from "../topics/reader.js";
import { TOPIC_WORDS } from "./word-lists.js";

/** A word is a name if more than this share of its occurrences inside sentences is capitalized. */
const NAME_SHARE = 0.7;

/**
 * Returns 1 for each feature that holds a name or a topic's word: a tone must not come from whom or what a text is
 * about.
 *
 * @param texts tell which words are names.
 */
export function findMasked(features: readonly string[], texts: readonly TopicDocument[]): Uint8Array {
  const masked = findNames(texts);
  for (const word of TOPIC_WORDS) masked.add(hashWord(word));
  return Uint8Array.from(features, (feature) =>
    feature.split(" ").some((word) => masked.has(hashWord(word.toLowerCase()))) ? 1 : 0,
  );
}

/** Returns the hashes of words written like names, judged only directly after a lower-case word. */
function findNames(texts: readonly TopicDocument[]): Set<number> {
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
