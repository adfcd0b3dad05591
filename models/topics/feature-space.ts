import { packRows, type SparseRow, type SparseRows } from "../learning/sparse.js";
import { featureKey, listFeatures, NUMBER_NAME } from "../text/features.js";
import type { Tokens } from "../text/tokens.js";
import { createVocabulary } from "../text/vocabulary.js";
import { checksumOfNames } from "./artifact.js";
import {
  type DocumentRow,
  type FeatureSpace,
  FIELDS,
  type ReaderSettings,
  readValues,
  type TopicDocument,
} from "./reader.js";
import type { TrainingText } from "./texts.js";

export interface NamedSpace extends FeatureSpace {
  /** The names by row, as `featureKey` reads them. */
  names: string[];
}

interface SpaceSettings {
  reader: ReaderSettings;
  /** The fewest texts that a feature must occur in. */
  leastTexts: number;
  /** How much more a rare feature counts than a frequent one: 1 is plain IDF, 0 none. */
  idfPower: number;
  /** Words that are kept however rare they are. */
  alwaysKept?: Iterable<string>;
  /** Tells which features are left out, even if `alwaysKept`. */
  isLeftOut?: (feature: string) => boolean;
}

/** Builds the space of features in enough texts, the most frequent first. */
export function buildFeatureSpace(texts: readonly TrainingText[], settings: SpaceSettings): NamedSpace {
  const { leastTexts, idfPower, alwaysKept = [], isLeftOut = () => false, reader } = settings;
  const frequencies = countTexts(texts);
  const frequent = [...frequencies].filter(([, count]) => count >= leastTexts);
  const names = nameFeatures(texts, new Set(frequent.map(([key]) => key)));
  for (const word of alwaysKept) names.set(featureKey(word), word);
  const count = (key: number) => Math.max(leastTexts, frequencies.get(key) ?? 0);
  const kept = [...names]
    .flatMap(([key, name]) => (isLeftOut(name) ? [] : [key]))
    .sort((left, right) => count(right) - count(left) || (left >>> 0) - (right >>> 0));
  const keptNames = kept.map((key) => names.get(key) ?? "");
  return {
    names: keptNames,
    checksum: checksumOfNames(keptNames),
    vocabulary: createVocabulary(kept),
    idf: Float32Array.from(kept, (key) => (Math.log((texts.length + 1) / (count(key) + 1)) + 1) ** idfPower),
    settings: reader,
    scratch: new Int32Array(kept.length),
  };
}

function countTexts(texts: readonly TopicDocument[]): Map<number, number> {
  const frequencies = new Map<number, number>();
  for (const { headlineTokens, bodyTokens } of texts) {
    const seen = new Set<number>();
    for (const tokens of [headlineTokens, bodyTokens]) {
      const { key, count } = listFeatures(tokens);
      for (const feature of key.subarray(0, count)) seen.add(feature);
    }
    for (const key of seen) frequencies.set(key, (frequencies.get(key) ?? 0) + 1);
  }
  return frequencies;
}

/** Returns a row for each document; column = field · vocabulary size + feature. */
export function vectorize(documents: readonly TopicDocument[], space: FeatureSpace): SparseRows {
  return packRows(
    documents.map((document) => vectorizeOne(document, space)),
    FIELDS.length * space.vocabulary.size,
  );
}

/** Does the same for documents already read. */
export function packDocuments(documents: readonly DocumentRow[], space: FeatureSpace): SparseRows {
  return packRows(
    documents.map((document) => toRow(document, space)),
    FIELDS.length * space.vocabulary.size,
  );
}

export function vectorizeOne(document: TopicDocument, space: FeatureSpace): SparseRow {
  return toRow(readValues(document, space), space);
}

function toRow({ text, headline }: DocumentRow, space: FeatureSpace): SparseRow {
  const columns = new Int32Array(text.count + headline.count);
  const values = new Float64Array(columns.length);
  columns.set(text.row.subarray(0, text.count));
  columns.set(
    headline.row.subarray(0, headline.count).map((row) => row + space.vocabulary.size),
    text.count,
  );
  values.set(text.value.subarray(0, text.count));
  values.set(headline.value.subarray(0, headline.count), text.count);
  return { columns, values };
}

/** Returns the names of features by their keys, without those whose name would not give the key back. */
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
  const features = listFeatures(tokens);
  for (let index = 0; index < features.count; index++) {
    const key = features.key[index] ?? 0;
    const token = features.token[index] ?? 0;
    if (!keys.has(key) || names.has(key)) continue;
    const pair = token > 0 ? [word(token - 1), word(token)] : [];
    const pairs = [pair.join(" "), pair.map(anyNumber).join(" ")];
    const candidates = [word(token), NUMBER_NAME, word(token).toUpperCase(), ...pairs];
    const name = candidates.find((candidate) => featureKey(candidate) === key);
    if (name !== undefined) names.set(key, name);
  }
}

function spell(word: string): string {
  return word
    .toLowerCase()
    .replaceAll("\u2019", "'")
    .replace(/(?<!\d)\.|\.$/g, "");
}
