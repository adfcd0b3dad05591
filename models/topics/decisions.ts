import type { Topic } from "../../src/domain/topic.js";
import { roundShare, sigmoid } from "../chances.js";
import type { Grade } from "../learning/corpus.js";
import { trainLogistic } from "../learning/linear.js";
import { averagePrecision, calibrationError } from "../learning/metrics.js";
import { packRows } from "../learning/sparse.js";
import type { TopicDecision } from "./artifact.js";

/** Out-of-fold confidences of graded texts, and how much each text counts in a plain stream of news. */
export interface GradedConfidences {
  /** Logits of the confidences. */
  logits: Float64Array;
  grades: readonly Grade[];
  /** The `logLength` of each text. */
  lengths: Float64Array;
  weights: Float64Array;
}

/**
 * Costs, in units of a missed tag. A wrong `auto` tag costs three and a half, since no one looks before readers see it.
 * A wrong suggestion costs an editor a glance, and least for labor, whose strands are thinnest and most often missed.
 * With calibrated confidences, tagging from cost / (1 + cost) on costs least.
 */
const COSTS = { auto: 3.5, suggested: { immigration: 2 / 3, enforcement: 0.6, labor: 3 / 7 } } as const;
const NEAR_MISS = 0.15;

export function decideTopic(topic: Topic, answers: GradedConfidences): TopicDecision {
  const { logits, grades, weights } = answers;
  const confidences = logits.map(sigmoid);
  const truth = grades.map((grade) => (grade > 0 ? 1 : 0));
  const thresholds = {
    auto: roundShare(COSTS.auto / (1 + COSTS.auto)),
    suggested: roundShare(COSTS.suggested[topic] / (1 + COSTS.suggested[topic])),
    nearMiss: NEAR_MISS,
  };
  return {
    thresholds,
    relevance: fitRelevance(answers),
    measured: {
      auto: weightedRates(confidences, truth, weights, thresholds.auto),
      all: weightedRates(confidences, truth, weights, thresholds.suggested),
      averagePrecision: roundShare(averagePrecision(confidences, truth, weights)),
      calibrationError: roundShare(calibrationError(confidences, truth, weights)),
    },
  };
}

/** Fits relevance to score and length: a strand gives a long text the score that the main subject gives a short one. */
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

/** Returns the precision and recall of tags from a threshold on. */
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
  return { precision: roundShare(right / tagged), recall: roundShare(right / positive) };
}
