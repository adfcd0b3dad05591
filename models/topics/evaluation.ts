import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { sigmoid } from "../chances.js";
import { joinGold, readCorpus } from "../learning/corpus.js";
import { splitFold } from "../learning/folds.js";
import { scoreRows } from "../learning/linear.js";
import { averagePrecision, bestF1, countDecisions, f1 } from "../learning/metrics.js";
import { selectRows } from "../learning/sparse.js";
import { FOLDS, trainOn } from "./article-training.js";
import { type Baseline, createLinearBaseline, fastTextBaseline, naturalBaseline } from "./baselines.js";
import { decideTopic, weightedRates } from "./decisions.js";
import type { HeadlineTopic } from "./headline-topic.js";
import { evaluateLengths } from "./length-evaluation.js";
import { type Articles, type ArticleTopic, type Log, trainAllArticles, trainAllHeadlines } from "./training.js";
import { readWordVectors } from "./word-vectors.js";

/** One line of the model card's tables. */
export interface TopicRow {
  table: string;
  candidate: string;
  topic: string;
  metrics: Record<string, number>;
}

interface TopicEvaluation {
  rows: TopicRow[];
  /** Out-of-fold answers on the gold articles, for curves and for reading errors. */
  topics: Record<Topic, ArticleTopic>;
}

/** Cross-validates the topic models beside their baselines, and tries them on the newest year. */
export function evaluateTopics(dataDir: string, log: Log): TopicEvaluation {
  const corpus = readCorpus(dataDir);
  const gold = joinGold(corpus, dataDir);
  const vectors = readWordVectors(dataDir);
  const articles = trainAllArticles(corpus, gold, vectors, [], log);
  const headlines = trainAllHeadlines(dataDir, articles, vectors, log);
  const data = { gold, texts: articles.texts };
  const baselines: [string, Baseline, number][] = [
    ["TF-IDF + logistic regression", createLinearBaseline(data), FOLDS],
    ["fastText supervised (first fold)", fastTextBaseline, 1],
    ["natural BayesClassifier (first fold)", naturalBaseline, 1],
  ];
  const rows = TOPICS.flatMap((topic) => {
    const { logits, targets, weights } = articles.topics[topic];
    const ours = describe("Beatline", topic, logits, targets, weights);
    log(`topics: evaluated ${topic}`);
    const others = baselines.flatMap(([candidate, baseline, folds]) => {
      const found = crossValidate(baseline, data, topic, articles.rows.folds.slice(0, gold.length), folds);
      if (!found) return [];
      const at = (values: ArrayLike<number>) => found.indices.map((index) => values[index] ?? 0);
      return [describe(candidate, topic, found.scores, at(targets), at(weights))];
    });
    const decided = describeDecisions(topic, articles.topics[topic]);
    const short = evaluateLengths(topic, articles, headlines);
    const headline = describeHeadlines(topic, headlines.topics[topic], targets);
    return [ours, ...others, ...decided, headline, ...short, evaluateNewestYear(topic, articles)];
  });
  return { rows: [...rows, describePooled(articles)], topics: articles.topics };
}

function crossValidate(
  baseline: Baseline,
  data: Parameters<Baseline>[0],
  topic: Topic,
  folds: Uint8Array,
  count: number,
): { indices: number[]; scores: number[] } | undefined {
  const indices: number[] = [];
  const scores: number[] = [];
  for (let fold = 0; fold < count; fold++) {
    const { inside, outside } = splitFold(folds, fold);
    const found = baseline(data, topic, outside, inside);
    if (!found) return undefined;
    indices.push(...inside);
    scores.push(...Array.from(found));
  }
  return { indices, scores };
}

function describe(
  candidate: string,
  topic: Topic,
  scores: ArrayLike<number>,
  targets: ArrayLike<number>,
  weights: ArrayLike<number>,
): TopicRow {
  const metrics = {
    "F1 gold": bestF1(scores, targets),
    "AP gold": averagePrecision(scores, targets),
    "F1 stream": bestF1(scores, targets, weights),
    "AP stream": averagePrecision(scores, targets, weights),
  };
  return { table: "five folds, best threshold each", candidate, topic, metrics };
}

function describeDecisions(topic: Topic, answers: ArticleTopic): TopicRow[] {
  const { thresholds, measured } = decideTopic(topic, answers);
  const confidences = answers.logits.map(sigmoid);
  const gold = f1(countDecisions(confidences, answers.targets, thresholds.suggested));
  const { precision, recall } = measured.all;
  const row = (candidate: string, metrics: Record<string, number>) => ({
    table: "as decided, plain stream of news",
    candidate,
    topic,
    metrics,
  });
  return [
    row("auto", { threshold: thresholds.auto, ...measured.auto }),
    row("auto and suggested", {
      threshold: thresholds.suggested,
      precision,
      recall,
      F1: (2 * precision * recall) / (precision + recall),
      "F1 gold": gold,
      ECE: measured.calibrationError,
    }),
  ];
}

/** Measures the reader of headlines alone: on the desk's tags, and on the codebook's topics given only gold leads. */
function describeHeadlines(
  topic: Topic,
  { deskPrecision, logits }: HeadlineTopic,
  targets: readonly number[],
): TopicRow {
  const metrics = {
    "AP desk": deskPrecision,
    "AP gold leads": averagePrecision(logits, targets),
    "F1 gold leads": bestF1(logits, targets),
  };
  return { table: "a headline and a sentence, out of fold", candidate: "Beatline", topic, metrics };
}

/** Precision and recall of all `auto` tags together. */
function describePooled({ topics }: Articles): TopicRow {
  const all = TOPICS.map((topic) => topics[topic]);
  const confidences = all.flatMap(({ logits }) => Array.from(logits, sigmoid));
  const targets = all.flatMap((answers) => answers.targets);
  const weights = all.flatMap((answers) => [...answers.weights]);
  const { auto } = decideTopic("labor", topics.labor).thresholds;
  const metrics = { threshold: auto, ...weightedRates(confidences, targets, weights, auto) };
  return { table: "as decided, plain stream of news", candidate: "auto", topic: "pooled", metrics };
}

/** Trains on dated articles before the newest year and scores that year: what time does to the models. */
function evaluateNewestYear(topic: Topic, { graded, rows }: Articles): TopicRow {
  const year = graded.reduce((newest, { month }) => (month.slice(0, 4) > newest ? month.slice(0, 4) : newest), "");
  const indices = [...graded.keys()];
  const isNewest = (index: number) => graded[index]?.month.startsWith(year) ?? false;
  const grades = graded.map((article) => article.grades[topic]);
  const inside = indices.filter((index) => index < rows.goldCount && isNewest(index));
  const model = trainOn(
    rows,
    topic,
    grades,
    indices.filter((index) => !isNewest(index) && graded[index]?.month !== ""),
  );
  const scores = scoreRows(model, selectRows(rows.rows, inside));
  const truth = inside.map((index) => ((grades[index] ?? 0) > 0 ? 1 : 0));
  const metrics = {
    articles: inside.length,
    "F1 gold": bestF1(scores, truth),
    "AP gold": averagePrecision(scores, truth),
  };
  return {
    table: `trained on dated articles before ${year}, scored on ${year}`,
    candidate: "Beatline",
    topic,
    metrics,
  };
}
