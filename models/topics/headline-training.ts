import { type LinearModel, scoreRows, trainLogistic } from "../learning/linear.js";
import { packRows, type SparseRows, selectRows } from "../learning/sparse.js";
import { buildFeatureSpace, type NamedSpace, vectorize } from "./feature-space.js";
import { type PriorTask, trainWithPrior } from "./prior-training.js";
import type { ShortItem } from "./short-corpora.js";
import { readTrainingText, type TrainingText } from "./texts.js";
import { vectorsOf, type WordVectors } from "./word-vectors.js";

const SPACE_SETTINGS = {
  leastTexts: 5,
  idfPower: 1,
  reader: { leadWords: 0, leadCount: 1, headlineCount: 1, headlineFactor: 0.5 },
};
const PENALTIES = { leads: 0.1, cap: 1 / 3, blend: 1e-3, nyt: 1 };
const VECTOR_FACTOR = 0.6;

/** Short texts as rows of one space, by where their labels come from. */
export interface HeadlineRows {
  space: NamedSpace;
  nyt: SparseRows;
  cap: SparseRows;
  /** First the gold articles' leads, then the ungraded ones'. */
  leads: SparseRows;
  vectors: NonNullable<PriorTask["vectors"]>;
}

/** The labels of one topic for each of these rows. */
export interface HeadlineTask {
  nyt: readonly number[];
  cap: readonly number[];
  /** Chances, and how much each counts, for each of `leads`. */
  leads: readonly number[];
  leadImportance: readonly number[];
}

export function prepareHeadlines(
  nyt: readonly ShortItem[],
  cap: readonly ShortItem[],
  leads: readonly TrainingText[],
  vectors: WordVectors,
): HeadlineRows {
  const nytTexts = nyt.map(readTrainingText);
  const capTexts = cap.map(readTrainingText);
  const space = buildFeatureSpace([...nytTexts, ...capTexts, ...leads], {
    ...SPACE_SETTINGS,
    alwaysKept: vectors.words,
  });
  return {
    space,
    nyt: vectorize(nytTexts, space),
    cap: vectorize(capTexts, space),
    leads: vectorize(leads, space),
    vectors: { numbers: vectorsOf(space.names, vectors), size: vectors.size, factor: VECTOR_FACTOR },
  };
}

/** The models that know other labels than the desk's: their scores are what the desk's model learns from. */
export interface Teachers {
  leads: LinearModel;
  cap: LinearModel;
}

export function trainCap({ space, cap, vectors }: HeadlineRows, task: HeadlineTask): LinearModel {
  const featureCount = space.names.length;
  return trainWithPrior({ rows: cap, featureCount, targets: task.cap, penalty: PENALTIES.cap, vectors });
}

/** Trains on the leads at the given indices alone. */
export function trainLeads(
  { space, leads, vectors }: HeadlineRows,
  task: HeadlineTask,
  indices: readonly number[],
): LinearModel {
  return trainWithPrior({
    rows: selectRows(leads, indices),
    featureCount: space.names.length,
    targets: indices.map((index) => task.leads[index] ?? 0),
    importance: indices.map((index) => task.leadImportance[index] ?? 0),
    penalty: PENALTIES.leads,
    vectors,
  });
}

/**
 * The model of headlines: the teachers' scores, blended as the desk's labels want it, and on top of them what the desk's
 * own few examples add. Trains on the desk's items at the given indices alone.
 */
export function trainDesk(
  { space, nyt, vectors }: HeadlineRows,
  task: HeadlineTask,
  teachers: Teachers,
  indices: readonly number[],
): LinearModel {
  const rows = selectRows(nyt, indices);
  const targets = indices.map((index) => task.nyt[index] ?? 0);
  const taught = [teachers.leads, teachers.cap];
  const scores = taught.map((teacher) => scoreRows(teacher, rows));
  const pairs = packRows(
    indices.map((_, row) => ({ columns: [0, 1], values: scores.map((column) => column[row] ?? 0) })),
    2,
  );
  const blend = trainLogistic({ rows: pairs, targets, penalty: PENALTIES.blend });
  const margins = scoreRows(blend, pairs);
  const own = trainWithPrior({
    rows,
    featureCount: space.names.length,
    targets,
    margins,
    penalty: PENALTIES.nyt,
    vectors,
  });
  return addModels(
    [{ ...own, share: 1 }, ...taught.map((teacher, index) => ({ ...teacher, share: blend.weights[index] ?? 0 }))],
    blend.bias,
  );
}

function addModels(models: readonly (LinearModel & { share: number })[], bias: number): LinearModel {
  const weights = new Float64Array(models[0]?.weights.length ?? 0);
  for (const model of models) {
    model.weights.forEach((weight, column) => {
      weights[column] = (weights[column] ?? 0) + model.share * weight;
    });
  }
  return { weights, bias: models.reduce((sum, model) => sum + model.share * model.bias, bias) };
}
