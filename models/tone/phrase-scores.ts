import { type DocumentRow, FIELDS, type FieldRow } from "../topics/reader.js";
import { ARTICLE_TONES } from "./artifact.js";

/** A linear model of what words and pairs say by themselves, over the features of the topics' reader of articles. */
export interface PhraseModel {
  /** `weights[(feature * FIELDS.length + field) * ARTICLE_TONES.length + tone]` */
  weights: Float32Array;
  bias: readonly number[];
  /** The checksum of the reader's features. */
  space: string;
}

/** Returns the logarithm of each tone's chance against all other tones, in the order of ARTICLE_TONES. */
export function scorePhrases(document: DocumentRow, { weights, bias }: PhraseModel): Float64Array {
  const scores = Float64Array.from(bias);
  addField(document.text, 0, weights, scores);
  addField(document.headline, 1, weights, scores);
  return scores.map((score) => -Math.log1p(Math.exp(-score)));
}

/** Keeps the four sums in local variables, since it runs over every feature of every article. */
function addField({ row, value, count }: FieldRow, field: number, weights: Float32Array, scores: Float64Array): void {
  let negative = scores[0] ?? 0;
  let neutral = scores[1] ?? 0;
  let mixed = scores[2] ?? 0;
  let positive = scores[3] ?? 0;
  for (let feature = 0; feature < count; feature++) {
    const from = ((row[feature] ?? 0) * FIELDS.length + field) * ARTICLE_TONES.length;
    const each = value[feature] ?? 0;
    negative += each * (weights[from] ?? 0);
    neutral += each * (weights[from + 1] ?? 0);
    mixed += each * (weights[from + 2] ?? 0);
    positive += each * (weights[from + 3] ?? 0);
  }
  scores.set([negative, neutral, mixed, positive]);
}
