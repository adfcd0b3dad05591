import type { SparseRows } from "../learning/sparse.js";
import { type NamedSpace, packDocuments } from "../topics/feature-space.js";
import { type FeatureVectors, trainWithPrior } from "../topics/prior-training.js";
import type { DocumentRow, TopicDocument } from "../topics/reader.js";
import { interleaveWeights } from "../topics/reader-artifact.js";
import { vectorsOf, type WordVectors } from "../topics/word-vectors.js";
import { readLexicon } from "./lexicons.js";
import { findMasked } from "./masked-features.js";
import type { PhraseModel } from "./phrase-scores.js";

/** The features of phrases, and what is known of their words in advance. */
export interface PhraseLesson {
  space: NamedSpace;
  /** 1 for each feature that must not move a tone: its weights are 0. */
  masked: Uint8Array;
  vectors: FeatureVectors;
  /** How far from neutral each feature was rated by a reader of the list of words, 0 … 1. */
  known: Float64Array;
}

const PENALTY = 0.05;
const VECTOR_FACTOR = 0.05;

/** @param texts those from which the space was built. */
export function createPhraseLesson(
  space: NamedSpace,
  texts: readonly TopicDocument[],
  vectors: WordVectors,
): PhraseLesson {
  const masked = findMasked(space.names, texts);
  const numbers = vectorsOf(space.names, vectors);
  masked.forEach((mask, feature) => {
    if (mask) numbers.fill(0, feature * vectors.size, (feature + 1) * vectors.size);
  });
  const valences = readLexicon("news");
  const known = Float64Array.from(space.names, (name) => Math.abs(valences.get(name) ?? 0));
  return { space, masked, vectors: { numbers, size: vectors.size, factor: VECTOR_FACTOR }, known };
}

/** Trains one logistic regression for each tone. `targets` holds its probability in each text. */
export function trainPhrases(
  texts: readonly DocumentRow[],
  targets: readonly (readonly number[])[],
  { space, masked, vectors, known }: PhraseLesson,
): PhraseModel {
  const featureCount = space.names.length;
  const rows = maskColumns(packDocuments(texts, space), masked);
  const models = (targets[0] ?? []).map((_, tone) =>
    trainWithPrior({
      rows,
      featureCount,
      targets: targets.map((of) => of[tone] ?? 0),
      penalty: PENALTY,
      vectors,
      known,
    }),
  );
  return {
    weights: Float32Array.from(
      interleaveWeights(
        featureCount,
        models.map(({ weights }) => weights),
      ),
    ),
    bias: models.map(({ bias }) => bias),
    space: space.checksum,
  };
}

function maskColumns(rows: SparseRows, masked: Uint8Array): SparseRows {
  const values = rows.values.map((value, entry) => (masked[(rows.columns[entry] ?? 0) % masked.length] ? 0 : value));
  return { ...rows, values };
}
