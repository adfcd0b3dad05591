import type { Topic } from "../../src/domain/topic.js";
import type { GoldArticle } from "../learning/corpus.js";
import { assignFolds, splitFold } from "../learning/folds.js";
import { type LinearModel, scoreRows } from "../learning/linear.js";
import { type SparseRows, selectRows } from "../learning/sparse.js";
import { buildFeatureSpace, type NamedSpace, vectorize } from "./feature-space.js";
import { type PriorTask, trainWithPrior } from "./prior-training.js";
import type { TrainingText } from "./texts.js";
import { vectorsOf, type WordVectors } from "./word-vectors.js";

export const FOLDS = 5;

const SPACE_SETTINGS = {
  leastTexts: 8,
  idfPower: 0.5,
  reader: { leadWords: 80, leadCount: 2, headlineCount: 3, headlineFactor: 0.3 },
};
const PENALTY = 0.01;
const VECTOR_FACTOR = 0.05;

/** The gold articles as rows. */
export interface ArticleRows {
  space: NamedSpace;
  rows: SparseRows;
  vectors: NonNullable<PriorTask["vectors"]>;
  folds: Uint8Array;
}

export interface TrainedArticles {
  model: LinearModel;
  /** By fold: trained on all other folds. */
  foldModels: LinearModel[];
  /** Of each gold article, by the fold model that has not seen its event. */
  scores: Float64Array;
}

export function prepareArticles(
  gold: readonly GoldArticle[],
  texts: readonly TrainingText[],
  vectors: WordVectors,
): ArticleRows {
  const space = buildFeatureSpace(texts, SPACE_SETTINGS);
  return {
    space,
    rows: vectorize(texts, space),
    vectors: { numbers: vectorsOf(space.names, vectors), size: vectors.size, factor: VECTOR_FACTOR },
    folds: assignFolds(gold, FOLDS),
  };
}

/** The model of one topic on all gold articles, and one for each fold left out. */
export function trainArticles(articles: ArticleRows, gold: readonly GoldArticle[], topic: Topic): TrainedArticles {
  const targets = gold.map((article) => (article.grades[topic] > 0 ? 1 : 0));
  const all = [...targets.keys()];
  const foldModels: LinearModel[] = [];
  const scores = new Float64Array(targets.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const { inside, outside } = splitFold(articles.folds, fold);
    const model = trainOn(articles, targets, outside);
    const found = scoreRows(model, selectRows(articles.rows, inside));
    inside.forEach((index, position) => {
      scores[index] = found[position] ?? 0;
    });
    foldModels.push(model);
  }
  return { model: trainOn(articles, targets, all), foldModels, scores };
}

/** Trains on the articles at the given indices alone. */
export function trainOn(
  { space, rows, vectors }: ArticleRows,
  targets: readonly number[],
  indices: readonly number[],
): LinearModel {
  return trainWithPrior({
    rows: selectRows(rows, indices),
    featureCount: space.names.length,
    targets: indices.map((index) => targets[index] ?? 0),
    penalty: PENALTY,
    vectors,
  });
}
