import { type GoldArticle, readGold } from "../learning/corpus.js";
import { assignFolds, splitFold } from "../learning/folds.js";
import { accuracy, areaUnderCurve, correlation, macroF1 } from "../learning/metrics.js";
import { hashWord } from "../text/tokens.js";
import { ARTICLE_TONES, TARGET_TONES, type ToneModel } from "./artifact.js";
import {
  NEWSMTSC_DEV_FILE,
  NEWSMTSC_TRAIN_FILE,
  type RatedSentence,
  readEditorials,
  readNewsTargets,
  type TargetExample,
} from "./corpora.js";
import type { Marker } from "./marked-text.js";
import { runNetwork } from "./network.js";
import { readSentenceFeatures } from "./sentence-features.js";
import { softmax } from "./softmax.js";
import { readTargetFeatures } from "./target-features.js";
import { createMarkingWords } from "./token-marks.js";
import { articleInputs, buildLexicon, prepare, trainArticle, trainSentence, trainTarget } from "./training.js";
import { unpackTable } from "./weight-table.js";

export interface ToneRow {
  task: string;
  candidate: string;
  metrics: Record<string, number>;
}

const FOLDS = 5;

/** Cross-validates the tone model beside its baselines. */
export function evaluateTone(dataDir: string, log: (line: string) => void): ToneRow[] {
  const marker = { lexicon: unpackTable(buildLexicon()), markingWords: createMarkingWords() };
  const rated = readEditorials(dataDir);
  const rows = [evaluateSentences(rated, marker)];
  log(JSON.stringify(rows.at(-1)));
  const train = readNewsTargets(dataDir, NEWSMTSC_TRAIN_FILE);
  rows.push(evaluateTargets(train, readNewsTargets(dataDir, NEWSMTSC_DEV_FILE), marker));
  log(JSON.stringify(rows.at(-1)));
  const sentence = trainSentence(rated, marker);
  rows.push(evaluateArticles(readGold(dataDir), { ...marker, sentence, article: sentence, target: sentence }));
  log(JSON.stringify(rows.at(-1)));
  return rows;
}

function evaluateSentences(rated: readonly RatedSentence[], marker: Marker): ToneRow {
  const folds = groupFolds(rated.map(({ group }) => group));
  const predicted = new Float64Array(rated.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const { inside, outside } = splitFold(folds, fold);
    const network = trainSentence(pick(rated, outside), marker);
    for (const index of inside) {
      const marked = prepare(rated[index]?.text ?? "", marker);
      const features = readSentenceFeatures(marked, marker.lexicon, { from: 0, to: marked.tokens.count });
      predicted[index] = runNetwork(network, features)[0] ?? 0;
    }
  }
  const truth = rated.map(({ valence }) => valence);
  return { task: "editorials", candidate: "tone model", metrics: { r: correlation(predicted, truth) } };
}

function evaluateTargets(train: readonly TargetExample[], dev: readonly TargetExample[], marker: Marker): ToneRow {
  const folds = groupFolds(train.map(({ group }) => group));
  const predicted = new Float64Array(train.length);
  const predict = (network: ReturnType<typeof trainTarget>, example: TargetExample) =>
    best(runNetwork(network, readTargetFeatures(prepare(example.text, marker), marker.lexicon, example)));
  for (let fold = 0; fold < FOLDS; fold++) {
    const { inside, outside } = splitFold(folds, fold);
    const network = trainTarget(pick(train, outside), marker);
    for (const index of inside)
      for (const example of pick(train, [index])) predicted[index] = predict(network, example);
  }
  const whole = trainTarget(train, marker);
  const truth = (examples: readonly TargetExample[]) => examples.map(({ tone }) => TARGET_TONES.indexOf(tone));
  return {
    task: "newsmtsc",
    candidate: "tone model",
    metrics: {
      macroF1: macroF1(predicted, truth(train), 3),
      devMacroF1: macroF1(
        dev.map((example) => predict(whole, example)),
        truth(dev),
        3,
      ),
    },
  };
}

function evaluateArticles(gold: readonly GoldArticle[], model: ToneModel): ToneRow {
  const folds = assignFolds(gold, FOLDS);
  const scores = gold.map((): Float64Array => new Float64Array(ARTICLE_TONES.length));
  for (let fold = 0; fold < FOLDS; fold++) {
    const { inside, outside } = splitFold(folds, fold);
    const network = trainArticle(pick(gold, outside), model);
    for (const index of inside)
      for (const article of pick(gold, [index]))
        scores[index] = softmax(runNetwork(network, articleInputs(article, model)));
  }
  const truth = gold.map(({ tone }) => ARTICLE_TONES.indexOf(tone));
  const clear = [...truth.keys()].filter((index) => truth[index] === 0 || truth[index] === 3);
  const lean = clear.map((index) => (scores[index]?.[3] ?? 0) - (scores[index]?.[0] ?? 0));
  const predicted = scores.map(best);
  return {
    task: "articles",
    candidate: "tone model",
    metrics: {
      accuracy: accuracy(predicted, truth),
      macroF1: macroF1(predicted, truth, 4),
      auc: areaUnderCurve(
        lean,
        clear.map((index) => (truth[index] === 3 ? 1 : 0)),
      ),
    },
  };
}

function best(scores: Float64Array): number {
  return scores.indexOf(Math.max(...scores));
}

function pick<T>(values: readonly T[], indices: readonly number[]): T[] {
  return indices.flatMap((index) => values.slice(index, index + 1));
}

/** A fold for each item; items of one group share it. */
function groupFolds(groups: readonly string[]): Uint8Array {
  return Uint8Array.from(groups, (group) => hashWord(group) % FOLDS);
}
