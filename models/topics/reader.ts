import { findOccurrences, type Occurrences, type Vocabulary } from "../text/features.js";
import type { Tokens } from "../text/tokens.js";

/** A headline and body that are already split into words; either may be empty. */
export interface TopicDocument {
  headlineTokens: Tokens;
  bodyTokens: Tokens;
}

/** The fields of a linear model: the whole text, headline included, and the headline alone once more. */
export const FIELDS = ["text", "headline"] as const;

export interface ReaderSettings {
  /** A word among the body's first `leadWords` counts `leadCount` times, one of the headline `headlineCount` times. */
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
  /** A zero per feature, used while one text is read and zeroed again: a new one would cost more than the reading. */
  scratch: Float64Array;
}

/** The known features of a part of a document, each occurrence with its share of the feature's value. */
export interface PartValues extends Occurrences {
  value: Float64Array;
}

export interface DocumentValues {
  /** The field `text`, in two parts. */
  body: PartValues;
  headline: PartValues;
  /** The field `headline`. */
  headlineAlone: PartValues;
}

/**
 * The TF-IDF values of a document, sublinear in the counts and of length 1 per field. A feature's value is shared by its
 * occurrences, so that each word's part is known; training and the service both read texts by this function.
 */
export function readValues({ headlineTokens, bodyTokens }: TopicDocument, space: FeatureSpace): DocumentValues {
  const { leadWords, leadCount, headlineCount, headlineFactor } = space.settings;
  const inBody = findOccurrences(bodyTokens, space.vocabulary);
  const inHeadline = findOccurrences(headlineTokens, space.vocabulary);
  const counted = { found: inBody, early: leadWords, earlyCount: leadCount };
  const [body, headline] = share(
    [counted, { found: inHeadline, early: Infinity, earlyCount: headlineCount }],
    space,
    1,
  );
  const [headlineAlone] = share([{ found: inHeadline, early: Infinity, earlyCount: 1 }], space, headlineFactor);
  if (!body || !headline || !headlineAlone) throw new Error("a part is missing");
  return { body, headline, headlineAlone };
}

/** Occurrences at a word before `early` count `earlyCount` times, later ones once. */
interface CountedPart {
  found: Occurrences;
  early: number;
  earlyCount: number;
}

function share(parts: readonly CountedPart[], space: FeatureSpace, length: number): PartValues[] {
  const { scratch } = space;
  for (const part of parts) addCounts(part, scratch);
  let square = 0;
  const shared = parts.map((part) => {
    const value = new Float64Array(part.found.count);
    square += fillShares(part, space, value);
    return { ...part.found, value };
  });
  const factor = square === 0 ? 0 : length / Math.sqrt(square);
  for (const { row, count, value } of shared) {
    for (let index = 0; index < count; index++) {
      value[index] = (value[index] ?? 0) * factor;
      scratch[row[index] ?? 0] = 0;
    }
  }
  return shared;
}

function addCounts({ found: { row, token, count }, early, earlyCount }: CountedPart, scratch: Float64Array): void {
  for (let index = 0; index < count; index++) {
    const feature = row[index] ?? 0;
    scratch[feature] = (scratch[feature] ?? 0) + ((token[index] ?? 0) < early ? earlyCount : 1);
  }
}

/** Returns the part's share of the squared length: the sum of share · whole value over its occurrences. */
function fillShares(
  { found, early, earlyCount }: CountedPart,
  { scratch, idf }: FeatureSpace,
  into: Float64Array,
): number {
  const { row, token, count } = found;
  let square = 0;
  for (let index = 0; index < count; index++) {
    const feature = row[index] ?? 0;
    const times = scratch[feature] ?? 1;
    const whole = (times === 1 ? 1 : 1 + Math.log(times)) * (idf[feature] ?? 0);
    const part = (whole * ((token[index] ?? 0) < early ? earlyCount : 1)) / times;
    into[index] = part;
    square += part * whole;
  }
  return square;
}
