import { packRows, type SparseRow, type SparseRows } from "../learning/sparse.js";
import {
  createVocabulary,
  featureKey,
  findOccurrences,
  NUMBER_NAME,
  type Vocabulary,
  visitFeatures,
} from "../text/features.js";
import type { Tokens } from "../text/tokens.js";
import { countBefore, FIELDS, type FieldName, shareValues, type TopicDocument } from "./contributions.js";
import type { TrainingText } from "./texts.js";

/** What turns a document into a row of numbers; column = field index · vocabulary size + feature. */
export interface FeatureSpace {
  names: string[];
  vocabulary: Vocabulary;
  idf: Float32Array;
  leadWords: number;
  fieldFactors: Record<FieldName, number>;
}

export interface SpaceSettings {
  /** The fewest articles that a feature must occur in. */
  leastArticles: number;
  leadWords: number;
  fieldFactors: Record<FieldName, number>;
}

/** The features that occur in enough texts, by falling frequency. */
export function buildFeatureSpace(texts: readonly TrainingText[], settings: SpaceSettings): FeatureSpace {
  const frequent = [...countTexts(texts)].filter(([, count]) => count >= settings.leastArticles);
  const names = nameFeatures(texts, new Set(frequent.map(([key]) => key)));
  const kept = frequent.filter(([key]) => names.has(key));
  kept.sort(([left, many], [right, more]) => more - many || left - right);
  const idf = Float32Array.from(kept, ([, articles]) => Math.log((texts.length + 1) / (articles + 1)) + 1);
  return {
    names: kept.map(([key]) => names.get(key) ?? ""),
    vocabulary: createVocabulary(kept.map(([key]) => key)),
    idf,
    leadWords: settings.leadWords,
    fieldFactors: settings.fieldFactors,
  };
}

/** The names of the features with the given keys; a feature whose name would not give its key back has none. */
function nameFeatures(texts: readonly TrainingText[], keys: ReadonlySet<number>): Map<number, string> {
  const names = new Map<number, string>();
  for (const { headline, body, headlineTokens, bodyTokens } of texts) {
    nameFrom(headline, headlineTokens, keys, names);
    nameFrom(body, bodyTokens, keys, names);
  }
  return names;
}

function nameFrom(text: string, tokens: Tokens, keys: ReadonlySet<number>, names: Map<number, string>): void {
  const word = (token: number) => spell(text.slice(tokens.start[token], tokens.end[token]));
  const anyNumber = (name: string) => (/^\d/.test(name) ? NUMBER_NAME : name);
  visitFeatures(tokens, (key, token) => {
    if (!keys.has(key) || names.has(key)) return;
    const pair = token > 0 ? [word(token - 1), word(token)] : [];
    const candidates = [
      word(token),
      NUMBER_NAME,
      word(token).toUpperCase(),
      pair.join(" "),
      pair.map(anyNumber).join(" "),
    ];
    const name = candidates.find((candidate) => featureKey(candidate) === key);
    if (name !== undefined) names.set(key, name);
  });
}

function spell(word: string): string {
  return word
    .toLowerCase()
    .replaceAll("\u2019", "'")
    .replace(/(?<!\d)\.|\.$/g, "");
}

/** In how many texts each feature occurs. */
export function countTexts(texts: readonly TopicDocument[]): Map<number, number> {
  const frequencies = new Map<number, number>();
  for (const { headlineTokens, bodyTokens } of texts) {
    const seen = new Set<number>();
    visitFeatures(headlineTokens, (key) => seen.add(key));
    visitFeatures(bodyTokens, (key) => seen.add(key));
    for (const key of seen) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
  }
  return frequencies;
}

export function vectorize(documents: readonly TopicDocument[], space: FeatureSpace): SparseRows {
  const scratch = new Float64Array(space.vocabulary.size);
  const rows = documents.map((document) => vectorizeOne(document, space, scratch));
  return packRows(rows, FIELDS.length * space.vocabulary.size);
}

function vectorizeOne(
  { headlineTokens, bodyTokens }: TopicDocument,
  space: FeatureSpace,
  scratch: Float64Array,
): SparseRow {
  const inBody = findOccurrences(bodyTokens, space.vocabulary);
  const inHeadline = findOccurrences(headlineTokens, space.vocabulary);
  const parts = {
    body: inBody,
    lead: { ...inBody, count: countBefore(inBody, space.leadWords) },
    headline: inHeadline,
  };
  const values = new Map<number, number>();
  FIELDS.forEach((field, index) => {
    const found = parts[field];
    const shares = new Float64Array(found.count);
    const factor = shareValues(found, found.count, space.idf, scratch, shares) * space.fieldFactors[field];
    for (let occurrence = 0; occurrence < found.count; occurrence++) {
      const column = index * space.vocabulary.size + (found.row[occurrence] ?? 0);
      values.set(column, (values.get(column) ?? 0) + (shares[occurrence] ?? 0) * factor);
    }
  });
  return { columns: [...values.keys()], values: [...values.values()] };
}
