import type { Topic } from "../../src/domain/topic.js";
import type { Grade, GradedArticle } from "../learning/corpus.js";
import { splitFold } from "../learning/folds.js";
import { type LinearModel, scoreOutOfFold } from "../learning/linear.js";
import { joinRows, type SparseRows, selectRows } from "../learning/sparse.js";
import { buildFeatureSpace, type NamedSpace, vectorize } from "./feature-space.js";
import type { TrainingOverride } from "./overrides.js";
import { createPersonFilter } from "./person-names.js";
import { type FeatureVectors, trainWithPrior } from "./prior-training.js";
import { addRatings, listRatedWords, rateFeatures } from "./rated-words.js";
import { readTrainingText, type TrainingText } from "./texts.js";
import { vectorsOf, type WordVectors } from "./word-vectors.js";

export const FOLDS = 5;

const SPACE_SETTINGS = {
  leastTexts: 20,
  idfPower: 0.5,
  reader: { leadWords: 80, leadCount: 2, headlineCount: 3, headlineFactor: 0.45 },
};
const PENALTY = 0.07;
/**
 * The label that a model learns from each grade. It is short of certain, since one reader gave the grade, and least
 * certain for a strand. With certain labels a few odd articles bend the weights.
 */
const LEARNED: Record<Grade, number> = { 0: 0.08, 1: 0.85, 2: 1 };
const VECTOR_FACTOR = 0.1;
/** How much a word's rating counts as a column beside its vector. It gives a weight to words that no text taught. */
const RATED = 6;
/** An editor decides where the model was unsure: that is worth more than one gold label among thousands. */
const OVERRIDE_IMPORTANCE = 2;

export interface ArticleRows {
  space: NamedSpace;
  rows: SparseRows;
  vectors: FeatureVectors;
  /** The fold of each row. */
  folds: Uint8Array;
  /** The number of gold articles. They are the first rows, on which models are measured. */
  goldCount: number;
  /** Editors' decisions, one row each. Every model learns from them; none is measured on them. */
  overrides: { rows: SparseRows; decisions: readonly TrainingOverride[] };
}

export interface TrainedArticles {
  model: LinearModel;
  /** Each is trained on all other folds. */
  foldModels: LinearModel[];
  /** Of each gold article, by the fold model that has seen nothing of its event. */
  scores: Float64Array;
}

/** Builds the features by which whole articles, and their tone, are read. */
export function buildArticleSpace(texts: readonly TrainingText[]): NamedSpace {
  const alwaysKept = listRatedWords();
  return buildFeatureSpace(texts, { ...SPACE_SETTINGS, alwaysKept, isLeftOut: createPersonFilter() });
}

/** @param folds of each text, the gold ones first. */
export function prepareArticles(
  texts: readonly TrainingText[],
  { folds, goldCount }: Pick<ArticleRows, "folds" | "goldCount">,
  vectors: WordVectors,
  overrides: readonly TrainingOverride[],
): ArticleRows {
  const space = buildArticleSpace(texts);
  return {
    space,
    rows: vectorize(texts, space),
    vectors: { numbers: vectorsOf(space.names, vectors), size: vectors.size, factor: VECTOR_FACTOR },
    folds,
    goldCount,
    overrides: { rows: vectorize(overrides.map(readTrainingText), space), decisions: overrides },
  };
}

/** Trains a topic's model on all graded articles, in the order of the rows, and one for each fold left out. */
export function trainArticles(articles: ArticleRows, graded: readonly GradedArticle[], topic: Topic): TrainedArticles {
  const grades = graded.map((article) => article.grades[topic]);
  const all = [...grades.keys()];
  const foldModels = Array.from({ length: FOLDS }, (_, fold) =>
    trainOn(articles, topic, grades, splitFold(articles.folds, fold).outside),
  );
  const scores = scoreOutOfFold(foldModels, articles.rows, articles.folds.subarray(0, articles.goldCount));
  return { model: trainOn(articles, topic, grades, all), foldModels, scores };
}

/** Trains on the articles at the given indices only, and on the editors' decisions about the topic. */
export function trainOn(
  { space, rows, vectors, overrides }: ArticleRows,
  topic: Topic,
  grades: readonly Grade[],
  indices: readonly number[],
): LinearModel {
  const own = overrides.decisions.flatMap((decision, index) => (decision.topic === topic ? [index] : []));
  const decided = own.map((index) => LEARNED[overrides.decisions[index]?.action === "reject" ? 0 : 2]);
  return trainWithPrior({
    rows: joinRows(selectRows(rows, indices), selectRows(overrides.rows, own)),
    featureCount: space.names.length,
    targets: [...indices.map((index) => LEARNED[grades[index] ?? 0]), ...decided],
    importance: [...indices.map(() => 1), ...own.map(() => OVERRIDE_IMPORTANCE)],
    penalty: PENALTY,
    vectors: addRatings(vectors, rateFeatures(space.names, topic), RATED),
  });
}
