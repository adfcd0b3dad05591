import { type LinearModel, scoreRows, trainLogistic } from "../learning/linear.js";
import { packColumn, type SparseRows, selectRows } from "../learning/sparse.js";
import { buildFeatureSpace, type NamedSpace, vectorize } from "./feature-space.js";
import { createPersonFilter } from "./person-names.js";
import { type FeatureVectors, trainWithPrior } from "./prior-training.js";
import { addRatings, listRatedWords } from "./rated-words.js";
import type { ShortItem } from "./short-corpora.js";
import { readTrainingText, type TrainingText } from "./texts.js";
import { vectorsOf, type WordVectors } from "./word-vectors.js";

const SPACE_SETTINGS = {
  leastTexts: 5,
  idfPower: 1,
  reader: { leadWords: 0, leadCount: 1, headlineCount: 1, headlineFactor: 0.5 },
};
const PENALTIES = { leads: 0.4, share: 1e-3, nyt: 0.5 };
const VECTOR_FACTOR = 0.3;
/** How much a word's rating counts: as a column beside its vector, and in making the word's weight cost less. */
const RATED = { leads: { column: 4, known: 0 }, nyt: { column: 1, known: 6 } };

/** Short texts as rows of one space, by the source of their labels. */
export interface HeadlineRows {
  space: NamedSpace;
  nyt: SparseRows;
  /** The leads of the gold articles, then those of the others, then the front pages. */
  leads: SparseRows;
  vectors: FeatureVectors;
}

/** The labels of one topic for the HeadlineRows. */
export interface HeadlineTask {
  /** 1 where the desk gave the topic's tags, 0 elsewhere. */
  nyt: readonly number[];
  /** The chance that the lead shows the topic. */
  leads: readonly number[];
  /** What `rateFeatures` returns for the topic. */
  ratings: Float64Array;
}

export function prepareHeadlines(
  nyt: readonly ShortItem[],
  leads: readonly TrainingText[],
  vectors: WordVectors,
): HeadlineRows {
  const nytTexts = nyt.map(readTrainingText);
  const space = buildFeatureSpace([...nytTexts, ...leads], {
    ...SPACE_SETTINGS,
    alwaysKept: [...vectors.words, ...listRatedWords()],
    isLeftOut: createPersonFilter(),
  });
  return {
    space,
    nyt: vectorize(nytTexts, space),
    leads: vectorize(leads, space),
    vectors: { numbers: vectorsOf(space.names, vectors), size: vectors.size, factor: VECTOR_FACTOR },
  };
}

/** Trains on the leads at the given indices only. */
export function trainLeads(
  { space, leads, vectors }: HeadlineRows,
  task: HeadlineTask,
  indices: readonly number[],
): LinearModel {
  return trainWithPrior({
    rows: selectRows(leads, indices),
    featureCount: space.names.length,
    targets: indices.map((index) => task.leads[index] ?? 0),
    penalty: PENALTIES.leads,
    ...useRatings(vectors, task.ratings, RATED.leads),
  });
}

/**
 * Trains the model of headlines on the desk's items at the given indices only. It takes the scores of the model of
 * leads, at the share that fits the desk's labels, and adds what the desk's own few examples teach.
 */
export function trainDesk(
  { space, nyt, vectors }: HeadlineRows,
  task: HeadlineTask,
  leads: LinearModel,
  indices: readonly number[],
): LinearModel {
  const rows = selectRows(nyt, indices);
  const targets = indices.map((index) => task.nyt[index] ?? 0);
  const scores = packColumn(scoreRows(leads, rows));
  const shared = trainLogistic({ rows: scores, targets, penalty: PENALTIES.share });
  const own = trainWithPrior({
    rows,
    featureCount: space.names.length,
    targets,
    margins: scoreRows(shared, scores),
    penalty: PENALTIES.nyt,
    ...useRatings(vectors, task.ratings, RATED.nyt),
  });
  const share = shared.weights[0] ?? 0;
  return {
    weights: own.weights.map((weight, column) => weight + share * (leads.weights[column] ?? 0)),
    bias: own.bias + shared.bias + share * leads.bias,
  };
}

/** Returns the vectors with the ratings as one more column, and the ratings above 0 as what is known of the words. */
function useRatings(
  vectors: FeatureVectors,
  ratings: Float64Array,
  { column, known }: { column: number; known: number },
): { vectors: FeatureVectors; known: Float64Array } {
  return { vectors: addRatings(vectors, ratings, column), known: ratings.map((rating) => known * Math.max(0, rating)) };
}
