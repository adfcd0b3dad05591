import { hashWord } from "../text/tokens.js";
import { findNames } from "../topics/names.js";
import type { TopicDocument } from "../topics/reader.js";
import { TOPIC_WORDS } from "./word-lists.js";

/**
 * Of each named feature 1 where it holds a name or a topic's word: a tone must not come from whom or what a text is about.
 *
 * @param texts tell which words are names.
 */
export function findMasked(features: readonly string[], texts: readonly TopicDocument[]): Uint8Array {
  const masked = findNames(texts);
  for (const word of TOPIC_WORDS.split(" ")) masked.add(hashWord(word));
  return Uint8Array.from(features, (feature) =>
    feature.split(" ").some((word) => masked.has(hashWord(word.toLowerCase()))) ? 1 : 0,
  );
}
