import { TOPICS } from "../../src/domain/topic.js";
import type { LinearReader, TopicModel } from "./artifact.js";
import {
  type DocumentValues,
  FIELDS,
  type FieldValues,
  type Places,
  readValues,
  type TopicDocument,
} from "./reader.js";
import { countWords, headlinePortion } from "./text-length.js";

/**
 * How much each word adds to each topic's score, at `[token * TOPICS.length + topic]`. With `rest`, which no word adds,
 * they sum to the scores: the logits of the confidences.
 */
export interface Contributions {
  headline: Float64Array;
  body: Float64Array;
  rest: Float64Array;
}

/** A document with its values in the feature space of the reader of articles. */
export interface ReadDocument extends TopicDocument {
  values: DocumentValues;
}

export function findContributions(document: ReadDocument, { articles, headlines }: TopicModel): Contributions {
  const contributions = {
    headline: new Float64Array(document.headlineTokens.count * TOPICS.length),
    body: new Float64Array(document.bodyTokens.count * TOPICS.length),
    rest: new Float64Array(TOPICS.length),
  };
  const portion = headlinePortion(countWords(document));
  if (portion < 1) addReader(document.values, articles, 1 - portion, contributions);
  if (portion > 0) addReader(readValues(document, headlines.space), headlines, portion, contributions);
  return contributions;
}

function addReader(
  { text, headline }: DocumentValues,
  reader: LinearReader,
  portion: number,
  into: Contributions,
): void {
  const textAmounts = amountsOf(text, reader, "text", portion);
  addPlaces(text.body, textAmounts, into.body);
  addPlaces(text.headline, textAmounts, into.headline);
  addPlaces(headline.headline, amountsOf(headline, reader, "headline", portion), into.headline);
  into.rest.forEach((rest, topic) => {
    into.rest[topic] = rest + portion * (reader.bias[topic] ?? 0);
  });
}

/** Returns what each feature of a field adds to each topic per count. */
function amountsOf(
  { row, valueEach, count }: FieldValues,
  { weights }: LinearReader,
  field: (typeof FIELDS)[number],
  portion: number,
): Float64Array {
  const amounts = new Float64Array(count * TOPICS.length);
  const offset = FIELDS.indexOf(field) * TOPICS.length;
  const stride = FIELDS.length * TOPICS.length;
  for (let feature = 0; feature < count; feature++) {
    const from = (row[feature] ?? 0) * stride + offset;
    const value = (valueEach[feature] ?? 0) * portion;
    for (let topic = 0; topic < TOPICS.length; topic++) {
      amounts[feature * TOPICS.length + topic] = value * (weights[from + topic] ?? 0);
    }
  }
  return amounts;
}

/** Gives each word of a pair half of what the pair adds. */
function addPlaces({ count, feature, token, isPair, times }: Places, amounts: Float64Array, into: Float64Array): void {
  for (let index = 0; index < count; index++) {
    const from = (feature[index] ?? 0) * TOPICS.length;
    const last = (token[index] ?? 0) * TOPICS.length;
    const first = last - (isPair[index] ?? 0) * TOPICS.length;
    const counted = (times[index] ?? 0) / 2;
    for (let topic = 0; topic < TOPICS.length; topic++) {
      const half = counted * (amounts[from + topic] ?? 0);
      into[first + topic] = (into[first + topic] ?? 0) + half;
      into[last + topic] = (into[last + topic] ?? 0) + half;
    }
  }
}
