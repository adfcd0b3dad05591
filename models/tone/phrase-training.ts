import { type NamedSpace, packDocuments } from "../topics/feature-space.js";
import { trainWithPrior } from "../topics/prior-training.js";
import type { DocumentRow } from "../topics/reader.js";
import { interleaveWeights } from "../topics/reader-artifact.js";
import { vectorsOf, type WordVectors } from "../topics/word-vectors.js";
import type { PhraseModel } from "./phrase-scores.js";

/** Where phrases are counted, and what is known of their words beforehand. */
export interface PhraseLesson {
  space: NamedSpace;
  vectors: { numbers: Float32Array; size: number; factor: number };
}

const PENALTY = 0.2;
const VECTOR_FACTOR = 0.05;

export function createPhraseLesson(space: NamedSpace, vectors: WordVectors): PhraseLesson {
  return {
    space,
    vectors: { numbers: vectorsOf(space.names, vectors), size: vectors.size, factor: VECTOR_FACTOR },
  };
}

/** One logistic regression for each tone; `targets` holds its probability in each text. */
export function trainPhrases(
  texts: readonly DocumentRow[],
  targets: readonly (readonly number[])[],
  { space, vectors }: PhraseLesson,
): PhraseModel {
  const featureCount = space.names.length;
  const rows = packDocuments(texts, space);
  const models = (targets[0] ?? []).map((_, tone) =>
    trainWithPrior({
      rows,
      featureCount,
      targets: targets.map((of) => of[tone] ?? 0),
      penalty: PENALTY,
      vectors,
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
