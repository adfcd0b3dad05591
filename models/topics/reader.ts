import { findOccurrences, type Occurrences } from "../text/features.js";
import type { Tokens } from "../text/tokens.js";
import type { Vocabulary } from "../text/vocabulary.js";

/** A headline and body already split into words; either may be empty. */
export interface TopicDocument {
  headlineTokens: Tokens;
  bodyTokens: Tokens;
}

/** The fields of a linear model: the whole text, headline included, and the headline alone once more. */
export const FIELDS = ["text", "headline"] as const;

export interface ReaderSettings {
  /** A word among the body's first `leadWords` counts `leadCount` times, a headline's word `headlineCount` times. */
  leadWords: number;
  leadCount: number;
  headlineCount: number;
  /** Length of the headline's vector beside that of the text, which is 1. */
  headlineFactor: number;
}

/** What turns a document into numbers. */
export interface FeatureSpace {
  vocabulary: Vocabulary;
  idf: Float32Array;
  settings: ReaderSettings;
  /** SHA-256 of the features' names, by which another model that counts the same features is recognized. */
  checksum: string;
  /** A zero per feature. It is written while a text is read and zeroed again: a new array would cost more than that. */
  scratch: Int32Array;
}

/** Where the features of a field occur in the body or in the headline, and how often each occurrence counts. */
export interface Places {
  count: number;
  /** Index into the field's features. */
  feature: Int32Array;
  token: Int32Array;
  /** 1 for a pair, which begins at the token before. */
  isPair: Uint8Array;
  times: Uint8Array;
}

/** The known features of a field, each once, with the value of all its occurrences. */
export interface FieldRow {
  count: number;
  row: Int32Array;
  value: Float64Array;
}

/** The same, with the value of each feature per count and the places where it counts. */
export interface FieldValues extends FieldRow {
  valueEach: Float64Array;
  body: Places;
  headline: Places;
}

/** The fields of a document; together they are one row of numbers. */
export interface DocumentRow {
  text: FieldRow;
  headline: FieldRow;
}

export interface DocumentValues extends DocumentRow {
  text: FieldValues;
  headline: FieldValues;
}

/**
 * Returns the TF-IDF values of a document, sublinear in the counts. The text's vector has length 1, the headline's
 * `headlineFactor`. A feature's value is shared by its occurrences, so that each word's part is known. Training and the
 * service both read texts by this function.
 */
export function readValues({ headlineTokens, bodyTokens }: TopicDocument, space: FeatureSpace): DocumentValues {
  const { leadWords, leadCount, headlineCount, headlineFactor } = space.settings;
  const inBody = findOccurrences(bodyTokens, space.vocabulary);
  const inHeadline = findOccurrences(headlineTokens, space.vocabulary);
  const text = createField(inBody.count + inHeadline.count);
  text.body = addPlaces(text, space, inBody, { early: leadWords, times: leadCount });
  text.headline = addPlaces(text, space, inHeadline, { early: Infinity, times: headlineCount });
  const headline = createField(inHeadline.count);
  finishValues(text, space, 1);
  headline.headline = addPlaces(headline, space, inHeadline, { early: Infinity, times: 1 });
  finishValues(headline, space, headlineFactor);
  return { text, headline };
}

const NOWHERE: Places = {
  count: 0,
  feature: new Int32Array(0),
  token: new Int32Array(0),
  isPair: new Uint8Array(0),
  times: new Uint8Array(0),
};

function createField(most: number): FieldValues {
  return {
    count: 0,
    row: new Int32Array(most),
    value: new Float64Array(most),
    valueEach: new Float64Array(most),
    body: NOWHERE,
    headline: NOWHERE,
  };
}

/** Counts occurrences, those at a word before `early` `times` times. `value` holds counts until `finishValues`. */
function addPlaces(
  field: FieldValues,
  { scratch }: FeatureSpace,
  { count, row, token, isPair }: Occurrences,
  { early, times }: { early: number; times: number },
): Places {
  const places = { count, feature: new Int32Array(count), token, isPair, times: new Uint8Array(count) };
  for (let index = 0; index < count; index++) {
    const known = row[index] ?? 0;
    let feature = (scratch[known] ?? 0) - 1;
    if (feature < 0) {
      feature = field.count++;
      scratch[known] = feature + 1;
      field.row[feature] = known;
    }
    const counted = (token[index] ?? 0) < early ? times : 1;
    field.value[feature] = (field.value[feature] ?? 0) + counted;
    places.feature[index] = feature;
    places.times[index] = counted;
  }
  return places;
}

function finishValues(field: FieldValues, { scratch, idf }: FeatureSpace, length: number): void {
  const { row, value, valueEach, count } = field;
  let square = 0;
  for (let feature = 0; feature < count; feature++) {
    const known = row[feature] ?? 0;
    const times = value[feature] ?? 1;
    const whole = (times === 1 ? 1 : 1 + Math.log(times)) * (idf[known] ?? 0);
    scratch[known] = 0;
    square += whole * whole;
    value[feature] = whole;
    valueEach[feature] = whole / times;
  }
  const factor = square === 0 ? 0 : length / Math.sqrt(square);
  for (let feature = 0; feature < count; feature++) {
    value[feature] = (value[feature] ?? 0) * factor;
    valueEach[feature] = (valueEach[feature] ?? 0) * factor;
  }
}
