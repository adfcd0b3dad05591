import type { Topic } from "../../src/domain/topic.js";
import type { Grade } from "../learning/corpus.js";
import { sigmoid, trainLogistic } from "../learning/linear.js";
import { packRows } from "../learning/sparse.js";
import type { TopicDecision } from "./artifact.js";

/** Out-of-fold confidences of graded texts and how much each text counts for a plain stream of news. */
export interface GradedConfidences {
  /** Logits of the confidences. */
  logits: Float64Array;
  grades: readonly Grade[];
  /** The logarithm of its words, of each text. */
  lengths: Float64Array;
  weights: Float64Array;
}

/**
 * Costs, in units of a missed tag. A wrong `auto` tag costs three and a half, since no one looks before readers see it;
 * a wrong suggestion costs an editor a glance, and least for labor, whose strands are the thinnest and most often missed.
 * With calibrated confidences the least cost is to tag from cost / (1 + cost) on.
 */
const COSTS = { auto: 3.5, suggested: { immigration: 2 / 3, enforcement: 0.6, labor: 3 / 7 } } as const;
const NEAR_MISS = 0.15;

export function decideTopic(topic: Topic, answers: GradedConfidences): TopicDecision {
  const { logits, grades, weights } = answers;
  const confidences = logits.map(sigmoid);
  const truth = grades.map((grade) => (grade > 0 ? 1 : 0));
  const thresholds = {
    auto: round(COSTS.auto / (1 + COSTS.auto)),
    suggested: round(COSTS.suggested[topic] / (1 + COSTS.suggested[topic])),
    nearMiss: NEAR_MISS,
  };
  return {
    thresholds,
    relevance: fitRelevance(answers),
    measured: {
      auto: weightedRates(confidences, truth, weights, thresholds.auto),
      all: weightedRates(confidences, truth, weights, thresholds.suggested),
      averagePrecision: round(weightedAveragePrecision(confidences, truth, weights)),
      calibrationError: round(weightedCalibrationError(confidences, truth, weights)),
    },
  };
}

/** A strand makes a long text as sure of its topic as the main subject makes a short one: so the length tells, too. */
function fitRelevance({ logits, grades, lengths, weights }: GradedConfidences): TopicDecision["relevance"] {
  const tagged = [...grades.keys()].filter((index) => (grades[index] ?? 0) > 0);
  const at = (values: ArrayLike<number>) => tagged.map((index) => values[index] ?? 0);
  const values = tagged.map((index) => ({ columns: [0, 1], values: [logits[index] ?? 0, lengths[index] ?? 0] }));
  const { weights: slopes, bias } = trainLogistic({
    rows: packRows(values, 2),
    targets: at(grades.map((grade) => (grade === 2 ? 1 : 0))),
    importance: at(weights),
    penalty: 1e-6,
    steps: 50,
  });
  return { slope: slopes[0] ?? 0, lengthSlope: slopes[1] ?? 0, intercept: bias };
}

/** Precision and recall of tags from a threshold on. */
export function weightedRates(
  confidences: ArrayLike<number>,
  truth: ArrayLike<number>,
  weights: ArrayLike<number>,
  threshold: number,
): { precision: number; recall: number } {
  let right = 0;
  let tagged = 0;
  let positive = 0;
  for (let index = 0; index < confidences.length; index++) {
    const weight = weights[index] ?? 0;
    const isTagged = (confidences[index] ?? 0) >= threshold;
    const isPositive = (truth[index] ?? 0) > 0;
    if (isTagged) tagged += weight;
    if (isPositive) positive += weight;
    if (isTagged && isPositive) right += weight;
  }
  return { precision: round(right / tagged), recall: round(right / positive) };
}

export function weightedAveragePrecision(
  confidences: ArrayLike<number>,
  truth: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  const order = Array.from(confidences, (_, index) => index);
  order.sort((left, right) => (confidences[right] ?? 0) - (confidences[left] ?? 0) || left - right);
  let seen = 0;
  let found = 0;
  let sum = 0;
  for (const index of order) {
    const weight = weights[index] ?? 0;
    seen += weight;
    if ((truth[index] ?? 0) <= 0) continue;
    found += weight;
    sum += weight * (found / seen);
  }
  return sum / found;
}

export function weightedBestF1(
  scores: ArrayLike<number>,
  truth: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  const order = Array.from(scores, (_, index) => index);
  order.sort((left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right);
  const weightOf = (index: number) => ((truth[index] ?? 0) > 0 ? (weights[index] ?? 0) : 0);
  const positive = order.reduce((sum, index) => sum + weightOf(index), 0);
  let tagged = 0;
  let right = 0;
  let best = 0;
  for (const index of order) {
    tagged += weights[index] ?? 0;
    right += weightOf(index);
    best = Math.max(best, (2 * right) / (tagged + positive));
  }
  return best;
}

const BINS = 10;

function weightedCalibrationError(
  confidences: ArrayLike<number>,
  truth: ArrayLike<number>,
  weights: ArrayLike<number>,
): number {
  const gaps = new Float64Array(BINS);
  let total = 0;
  for (let index = 0; index < confidences.length; index++) {
    const confidence = confidences[index] ?? 0;
    const weight = weights[index] ?? 0;
    const bin = Math.min(BINS - 1, Math.floor(confidence * BINS));
    gaps[bin] = (gaps[bin] ?? 0) + weight * (confidence - ((truth[index] ?? 0) > 0 ? 1 : 0));
    total += weight;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
