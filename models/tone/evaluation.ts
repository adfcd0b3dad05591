import { softmax } from "../chances.js";
import { type CorpusArticle, joinGold, readCorpus } from "../learning/corpus.js";
import { assignFolds, followFolds, splitFold } from "../learning/folds.js";
import { accuracy, calibrationError, correlation, macroF1 } from "../learning/metrics.js";
import { hashWord } from "../text/tokens.js";
import { joinGrades } from "../topics/further-grades.js";
import { type ArticleExample, type ArticleLesson, readArticle, trainArticle, trainPart } from "./article-training.js";
import { ARTICLE_COLUMNS, SENTENCE_COLUMNS, TARGET_COLUMNS } from "./artifact.js";
import { type Columns, runBag } from "./bag.js";
import type { TrainedBag } from "./bag-training.js";
import {
  createAfinn,
  createVader,
  judgeArticles,
  judgeByMajority,
  judgeByRegression,
  judgeTargets,
  rateSentences,
} from "./baselines.js";
import { clearAuc } from "./clear-auc.js";
import { NEWSMTSC_DEV_FILE, NEWSMTSC_TRAIN_FILE, readEditorials, readNewsTargets } from "./corpora.js";
import { joinTones, joinValences } from "./further-labels.js";
import { createLesson, type Example, type Lesson } from "./lesson.js";
import { scorePhrases } from "./phrase-scores.js";
import { joinScores } from "./read-tone.js";
import { SPREAD_SIZE } from "./score-spread.js";
import { createArticlePhrases, readRated, readTarget, sentenceModel, trainSentence, trainTarget } from "./training.js";
import { unpackTable } from "./weight-table.js";
import { assembleTable, createWordTable } from "./word-table.js";

export interface ToneRow {
  task: string;
  candidate: string;
  metrics: Record<string, number>;
}

type Log = (line: string) => void;

const FOLDS = 5;

/** Cross-validates the tone model and measures its baselines. */
export function evaluateTone(dataDir: string, log: Log): ToneRow[] {
  log("tone: words");
  const corpus = readCorpus(dataDir);
  const lesson = createLesson(createWordTable(dataDir));
  log("tone: sentences");
  const raters = [createAfinn(), createVader()];
  const rated = readEditorials(dataDir);
  const sentences = [...raters.map((rater) => rateSentences(rater, rated)), evaluateSentences(corpus, dataDir, lesson)];
  log("tone: targets");
  const examples = readNewsTargets(dataDir, NEWSMTSC_TRAIN_FILE);
  const targets = [...raters.map((rater) => judgeTargets(rater, examples)), ...evaluateTargets(dataDir, lesson)];
  log("tone: articles");
  const gold = joinGold(corpus, dataDir);
  const folds = assignFolds(gold, FOLDS);
  return [
    ...sentences,
    ...targets,
    judgeByMajority(gold),
    ...raters.map((rater) => judgeArticles(rater, gold)),
    judgeByRegression(
      gold,
      Array.from({ length: FOLDS }, (_, fold) => splitFold(folds, fold)),
    ),
    ...evaluateArticles(corpus, dataDir, lesson),
  ];
}

function evaluateSentences(corpus: readonly CorpusArticle[], dataDir: string, lesson: Lesson): ToneRow {
  const rated = readEditorials(dataDir);
  const folds = groupFolds(rated.map(({ group }) => group));
  const examples = rated.map((sentence) => readRated(sentence, lesson));
  const further = joinValences(corpus).map((sentence) => readRated(sentence, lesson));
  const predicted = crossValidate(examples, folds, (train, test) =>
    predict(trainSentence([...train, ...further], lesson), SENTENCE_COLUMNS, test, lesson),
  );
  const r = correlation(
    predicted.map(([valence = 0]) => valence),
    rated.map(({ valence }) => valence),
  );
  return { task: "editorials", candidate: "tone model", metrics: { r } };
}

function evaluateTargets(dataDir: string, lesson: Lesson): ToneRow[] {
  const train = readNewsTargets(dataDir, NEWSMTSC_TRAIN_FILE);
  const folds = groupFolds(train.map(({ group }) => group));
  const examples = train.map((example) => readTarget(example, lesson));
  const scores = crossValidate(examples, folds, (train, test) =>
    predict(trainTarget(train, lesson), TARGET_COLUMNS, test, lesson),
  );
  const dev = readNewsTargets(dataDir, NEWSMTSC_DEV_FILE).map((example) => readTarget(example, lesson));
  const devScores = predict(trainTarget(examples, lesson), TARGET_COLUMNS, dev, lesson);
  return [
    {
      task: "targets",
      candidate: "tone model",
      metrics: { macroF1: macroF1(scores.map(best), examples.map(truth), 3) },
    },
    {
      task: "targets, dev",
      candidate: "tone model",
      metrics: { macroF1: macroF1(devScores.map(best), dev.map(truth), 3) },
    },
  ];
}

/** Learns from further articles too, except those about an event of the judged fold. Judges gold only. */
function evaluateArticles(corpus: readonly CorpusArticle[], dataDir: string, lesson: Lesson): ToneRow[] {
  const gold = joinGold(corpus, dataDir);
  const further = joinTones(corpus);
  const rated = [...readEditorials(dataDir), ...joinValences(corpus)].map((sentence) => readRated(sentence, lesson));
  const scorer = sentenceModel(trainSentence(rated, lesson), lesson);
  const articleLesson = { ...lesson, phrases: createArticlePhrases(dataDir, [...gold, ...joinGrades(corpus)]) };
  const examples = [...gold, ...further].map((article) => readArticle(article, scorer, articleLesson.phrases));
  const goldFolds = assignFolds(gold, FOLDS);
  const folds = Uint8Array.of(
    ...goldFolds,
    ...followFolds(further, { articles: gold, folds: goldFolds, count: FOLDS }),
  );
  const truths = examples.slice(0, gold.length).map(truth);
  const judge = (predictAll: typeof predictArticles) =>
    crossValidate(examples, folds, (train, test) => predictAll(train, test, articleLesson)).slice(0, gold.length);
  const scores = judge(predictArticles);
  const headlines = judge(predictHeadlines);
  return [
    { task: "articles", candidate: "tone model", metrics: measureArticles(scores, truths) },
    {
      task: "articles, by the headline alone",
      candidate: "tone model",
      metrics: { auc: clearAuc(headlines.map(leanOf), truths) },
    },
  ];
}

function predictArticles(
  train: readonly ArticleExample[],
  test: readonly ArticleExample[],
  lesson: ArticleLesson,
): Float64Array[] {
  const { bag, phrases } = trainArticle(train, lesson);
  const scores = predict(bag, ARTICLE_COLUMNS, test, lesson);
  return test.map(({ values }, index) =>
    joinScores(scores[index] ?? new Float64Array(0), scorePhrases(values, phrases)),
  );
}

/** Predicts tones from the first part alone, which is the headline: every gold article has one. */
function predictHeadlines(
  train: readonly ArticleExample[],
  test: readonly ArticleExample[],
  { marker: { table } }: Lesson,
): Float64Array[] {
  const { network } = trainPart(train);
  return test.map(({ parts: [surface = new Float32Array(SPREAD_SIZE)] }) =>
    runBag({ columns: { from: 0, count: 0 }, network }, table, { windows: [], surface }),
  );
}

function measureArticles(scores: readonly Float64Array[], truths: readonly number[]): Record<string, number> {
  const confidences = scores.map((score) => softmax(score));
  const predicted = scores.map(best);
  const given = predicted.map((tone, index) => confidences[index]?.[tone] ?? 0);
  const isRight = predicted.map((tone, index) => (tone === truths[index] ? 1 : 0));
  return {
    accuracy: accuracy(predicted, truths),
    macroF1: macroF1(predicted, truths, 4),
    calibrationError: calibrationError(given, isRight),
    auc: clearAuc(scores.map(leanOf), truths),
  };
}

/** The confidence of positive less that of negative. */
function leanOf(score: Float64Array): number {
  const [negative = 0, , , positive = 0] = softmax(score);
  return positive - negative;
}

/** Returns each example's scores by a model that has not seen its fold. */
function crossValidate<E>(
  examples: readonly E[],
  folds: Uint8Array,
  learnAndPredict: (train: readonly E[], test: readonly E[]) => Float64Array[],
): Float64Array[] {
  const scores = examples.map((): Float64Array => new Float64Array(0));
  for (let fold = 0; fold < FOLDS; fold++) {
    const { inside, outside } = splitFold(folds, fold);
    const found = learnAndPredict(pick(examples, outside), pick(examples, inside));
    inside.forEach((index, place) => {
      scores[index] = found[place] ?? new Float64Array(0);
    });
  }
  return scores;
}

function predict(
  { vectors, network }: TrainedBag,
  columns: Columns,
  examples: readonly Example[],
  { words }: Lesson,
): Float64Array[] {
  const table = unpackTable(assembleTable(words, [{ vectors, columns }]));
  return examples.map(({ input }) => runBag({ columns, network }, table, input));
}

function truth({ target }: Example): number {
  return target.indexOf(1);
}

function best(scores: Float64Array): number {
  return scores.indexOf(Math.max(...scores));
}

function pick<T>(values: readonly T[], indices: readonly number[]): T[] {
  return indices.flatMap((index) => values.slice(index, index + 1));
}

/** Assigns a fold to each item; items of one group share it. */
function groupFolds(groups: readonly string[]): Uint8Array {
  return Uint8Array.from(groups, (group) => (hashWord(group) >>> 0) % FOLDS);
}
