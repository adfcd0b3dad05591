import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { applyCurve, fitCurve } from "../learning/calibration.js";
import { CORPUS_FILE, GOLD_FILE, type GoldArticle, hashData, isRandomDraw, readGold } from "../learning/corpus.js";
import { assignFolds, splitFold } from "../learning/folds.js";
import { type LinearModel, scoreRows, trainLogistic } from "../learning/linear.js";
import { averagePrecision, calibrationError, countDecisions, precision, recall } from "../learning/metrics.js";
import { type SparseRows, selectRows } from "../learning/sparse.js";
import { packNumbers } from "../packed-numbers.js";
import { TOPICS_FORMAT, type TopicArtifact, type TopicSettings } from "./artifact.js";
import { FIELDS } from "./contributions.js";
import { buildFeatureSpace, type FeatureSpace, vectorize } from "./feature-space.js";
import { readTrainingText } from "./texts.js";

export type Log = (line: string) => void;

export const SPACE_SETTINGS = {
  leastArticles: 8,
  leadWords: 80,
  fieldFactors: { body: 1, lead: 0.5, headline: 0.5 },
};
export const PENALTY = 0.03;
const FOLDS = 5;

interface TrainedTopic {
  model: LinearModel;
  /** Of each gold article, by a model that has not seen its event. */
  scores: Float64Array;
}

/** Trains the topic models on the gold articles: the artifact to save, the same each time. */
export function trainTopics(dataDir: string, log: Log): TopicArtifact {
  const gold = readGold(dataDir);
  const texts = gold.map(readTrainingText);
  const space = buildFeatureSpace(texts, SPACE_SETTINGS);
  log(`topics: ${gold.length} articles, ${space.names.length} features`);
  const rows = vectorize(texts, space);
  const [immigration, enforcement, labor] = TOPICS.map((topic) => trainTopic(topic, rows, gold, log));
  if (!immigration || !enforcement || !labor) throw new Error("a topic is missing");
  return assemble(dataDir, space, gold, { immigration, enforcement, labor });
}

function trainTopic(topic: Topic, rows: SparseRows, gold: readonly GoldArticle[], log: Log): TrainedTopic {
  const targets = gold.map((article) => (article.grades[topic] > 0 ? 1 : 0));
  const scores = crossValidate(rows, targets, assignFolds(gold, FOLDS));
  log(`topics: ${topic} average precision in cross-validation ${averagePrecision(scores, targets).toFixed(3)}`);
  return { model: trainLogistic({ rows, targets, penalty: PENALTY }), scores };
}

function crossValidate(rows: SparseRows, targets: readonly number[], folds: Uint8Array): Float64Array {
  const scores = new Float64Array(targets.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const { inside, outside } = splitFold(folds, fold);
    const outsideTargets = outside.map((index) => targets[index] ?? 0);
    const model = trainLogistic({ rows: selectRows(rows, outside), targets: outsideTargets, penalty: PENALTY });
    const found = scoreRows(model, selectRows(rows, inside));
    inside.forEach((index, position) => {
      scores[index] = found[position] ?? 0;
    });
  }
  return scores;
}

function assemble(
  dataDir: string,
  space: FeatureSpace,
  gold: readonly GoldArticle[],
  trained: Record<Topic, TrainedTopic>,
): TopicArtifact {
  const settings = (topic: Topic) => decide(topic, trained[topic], gold);
  return {
    format: TOPICS_FORMAT,
    topics: [...TOPICS],
    fields: [...FIELDS],
    leadWords: space.leadWords,
    fieldFactors: space.fieldFactors,
    perTopic: {
      immigration: settings("immigration"),
      enforcement: settings("enforcement"),
      labor: settings("labor"),
    },
    names: space.names.join("\n"),
    idf: packNumbers(space.idf),
    weights: packNumbers(
      interleave(
        space.names.length,
        TOPICS.map((topic) => trained[topic].model.weights),
      ),
    ),
    trainedOn: { sha256: hashData(dataDir, [CORPUS_FILE, GOLD_FILE]), articles: gold.length },
  };
}

function interleave(features: number, weights: readonly Float64Array[]): Float64Array {
  const count = FIELDS.length * weights.length;
  return Float64Array.from({ length: features * count }, (_, index) => {
    const feature = Math.floor(index / count);
    const field = Math.floor((index % count) / weights.length);
    return weights[index % weights.length]?.[field * features + feature] ?? 0;
  });
}

function decide(topic: Topic, { model, scores }: TrainedTopic, gold: readonly GoldArticle[]): TopicSettings {
  const random = gold.flatMap((article, index) => (isRandomDraw(article) ? [index] : []));
  const positive = gold.flatMap((article, index) => (article.grades[topic] > 0 ? [index] : []));
  const grade = (least: number) => (index: number) => ((gold[index]?.grades[topic] ?? 0) >= least ? 1 : 0);
  const score = (index: number) => scores[index] ?? 0;
  const calibration = fitCurve(random.map(score), random.map(grade(1)));
  const thresholds = { auto: 0.85, suggested: 0.4, nearMiss: 0.15 };
  const confidences = random.map((index) => applyCurve(calibration, score(index)));
  return {
    bias: model.bias,
    calibration,
    relevance: fitCurve(positive.map(score), positive.map(grade(2))),
    thresholds,
    measured: measure(confidences, random.map(grade(1)), thresholds),
  };
}

function measure(
  confidences: readonly number[],
  truth: readonly number[],
  thresholds: TopicSettings["thresholds"],
): TopicSettings["measured"] {
  const rates = (threshold: number) => {
    const counts = countDecisions(confidences, truth, threshold);
    return { precision: precision(counts), recall: recall(counts) };
  };
  return {
    auto: rates(thresholds.auto),
    all: rates(thresholds.suggested),
    averagePrecision: averagePrecision(confidences, truth),
    calibrationError: calibrationError(confidences, truth),
  };
}
