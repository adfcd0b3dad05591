import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { readLabelRows } from "../learning/further-labels.js";
import { featureKey } from "../text/features.js";
import type { FeatureVectors } from "./prior-training.js";

export const WORD_TOPICS_FILE = "word-topics.tsv";
/** The level of words that nearly always come with the topic. */
const HIGHEST_LEVEL = 3;

/** Returns the words and pairs that have a level. */
export function listRatedWords(): string[] {
  return readLabelRows(WORD_TOPICS_FILE).map(([name = ""]) => name);
}

/**
 * Returns how much each feature by itself says about a topic, as rated by a reader of the feature list: 1 if it nearly
 * always comes with the topic, 0 if it says little, below 0 if a word of the topic means another thing in this pair.
 */
export function rateFeatures(names: readonly string[], topic: Topic): Float64Array {
  const cell = TOPICS.indexOf(topic);
  const levels = new Map(
    readLabelRows(WORD_TOPICS_FILE).map(([name = "", ...cells]) => [featureKey(name), Number(cells[cell])]),
  );
  return Float64Array.from(names, (name) => (levels.get(featureKey(name)) ?? 0) / HIGHEST_LEVEL);
}

/** Adds the ratings to the vectors as one more column, which counts `column` times. */
export function addRatings(
  { numbers, size, factor }: FeatureVectors,
  ratings: Float64Array,
  column: number,
): FeatureVectors {
  const rated = new Float32Array(ratings.length * (size + 1));
  ratings.forEach((rating, feature) => {
    rated.set(numbers.subarray(feature * size, (feature + 1) * size), feature * (size + 1));
    rated[feature * (size + 1) + size] = column * rating;
  });
  return { numbers: rated, size: size + 1, factor };
}
