import { readLabelRows } from "../learning/further-labels.js";
import { hashWord } from "../text/tokens.js";

export const PERSON_NAMES_FILE = "person-names.tsv";

/**
 * Tells whether a feature holds part of a person's name: that a text is about a Garcia or a Miller must not move a tag.
 * A reader of the capitalized words of the corpus chose these names, without those that stand for one figure or case.
 */
export function createPersonFilter(): (feature: string) => boolean {
  const names = new Set(readLabelRows(PERSON_NAMES_FILE).map(([word = ""]) => hashWord(word)));
  return (feature) => feature.split(" ").some((word) => names.has(hashWord(word)));
}
