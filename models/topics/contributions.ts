import { findOccurrences, type Occurrences } from "../text/features.js";
import type { Tokens } from "../text/tokens.js";
import type { TopicModel } from "./artifact.js";

/** How much each word of a text adds to each topic's score: `words[token * TOPICS.length + topic]`. */
export interface Contributions {
  headline: Float64Array;
  body: Float64Array;
}

/** The fields of the linear model; the lead is the body's beginning, read once more. */
export const FIELDS = ["body", "lead", "headline"] as const;
export type FieldName = (typeof FIELDS)[number];

export interface TopicDocument {
  headlineTokens: Tokens;
  bodyTokens: Tokens;
}

/** Reads a document word by word; exact: with the biases, the contributions sum to the scores. */
export function findContributions({ headlineTokens, bodyTokens }: TopicDocument, model: TopicModel): Contributions {
  const width = model.topicCount;
  const headline = new Float64Array(headlineTokens.count * width);
  const body = new Float64Array(bodyTokens.count * width);
  const inBody = findOccurrences(bodyTokens, model.vocabulary);
  const inHeadline = findOccurrences(headlineTokens, model.vocabulary);
  addField(model, "body", inBody, inBody.count, body);
  addField(model, "lead", inBody, countBefore(inBody, model.leadWords), body);
  addField(model, "headline", inHeadline, inHeadline.count, headline);
  return { headline, body };
}

/** The number of occurrences before a word. */
export function countBefore({ count, token }: Occurrences, limit: number): number {
  let found = 0;
  while (found < count && (token[found] ?? 0) < limit) found++;
  return found;
}

/**
 * The TF-IDF value of one occurrence of each feature, before the length is normalised: the feature's whole value,
 * shared evenly by its occurrences, so that each word's part is known. Returns the factor that normalises the length.
 */
export function shareValues(
  { row }: Occurrences,
  count: number,
  idf: Float32Array,
  scratch: Float64Array,
  shares: Float64Array,
): number {
  let square = 0;
  for (let index = 0; index < count; index++) scratch[row[index] ?? 0] = (scratch[row[index] ?? 0] ?? 0) + 1;
  for (let index = 0; index < count; index++) {
    const feature = row[index] ?? 0;
    const times = scratch[feature] ?? 0;
    const share = ((1 + Math.log(times)) * (idf[feature] ?? 0)) / times;
    shares[index] = share;
    square += share * share * times;
  }
  for (let index = 0; index < count; index++) scratch[row[index] ?? 0] = 0;
  return square === 0 ? 0 : 1 / Math.sqrt(square);
}

function addField(model: TopicModel, field: FieldName, found: Occurrences, count: number, into: Float64Array): void {
  const { topicCount, weights, idf, counts } = model;
  const shares = new Float64Array(count);
  const factor = shareValues(found, count, idf, counts, shares) * model.fieldFactors[field];
  const offset = FIELDS.indexOf(field) * topicCount;
  const stride = FIELDS.length * topicCount;
  for (let index = 0; index < count; index++) {
    const from = (found.row[index] ?? 0) * stride + offset;
    const to = (found.token[index] ?? 0) * topicCount;
    const value = (shares[index] ?? 0) * factor;
    for (let topic = 0; topic < topicCount; topic++) {
      into[to + topic] = (into[to + topic] ?? 0) + value * (weights[from + topic] ?? 0);
    }
  }
}
