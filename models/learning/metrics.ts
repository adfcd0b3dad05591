import type { ReliabilityBin } from "../topics/reliability.js";

/** Counts of right and wrong decisions at one threshold. */
interface Counts {
  truePositive: number;
  falsePositive: number;
  falseNegative: number;
}

export function countDecisions(scores: ArrayLike<number>, truth: ArrayLike<number>, threshold: number): Counts {
  const counts = { truePositive: 0, falsePositive: 0, falseNegative: 0 };
  for (let index = 0; index < scores.length; index++) {
    const positive = (truth[index] ?? 0) > 0;
    if ((scores[index] ?? 0) >= threshold) counts[positive ? "truePositive" : "falsePositive"]++;
    else if (positive) counts.falseNegative++;
  }
  return counts;
}

export function f1({ truePositive, falsePositive, falseNegative }: Counts): number {
  return ratio(2 * truePositive, 2 * truePositive + falsePositive + falseNegative);
}

/** How much each item counts; all count alike when left out. */
type Weights = ArrayLike<number> | undefined;

/** Returns F1 at its best threshold, which flatters every candidate alike. */
export function bestF1(scores: ArrayLike<number>, truth: ArrayLike<number>, weights?: Weights): number {
  const order = byFallingScore(scores);
  const positiveWeight = (index: number) => ((truth[index] ?? 0) > 0 ? (weights?.[index] ?? 1) : 0);
  const positive = order.reduce((sum, index) => sum + positiveWeight(index), 0);
  let tagged = 0;
  let right = 0;
  let best = 0;
  for (const index of order) {
    tagged += weights?.[index] ?? 1;
    right += positiveWeight(index);
    best = Math.max(best, ratio(2 * right, tagged + positive));
  }
  return best;
}

/** Returns the mean precision at each positive, by falling score; ties by index. */
export function averagePrecision(scores: ArrayLike<number>, truth: ArrayLike<number>, weights?: Weights): number {
  let seen = 0;
  let found = 0;
  let sum = 0;
  for (const index of byFallingScore(scores)) {
    const weight = weights?.[index] ?? 1;
    seen += weight;
    if ((truth[index] ?? 0) <= 0) continue;
    found += weight;
    sum += weight * (found / seen);
  }
  return ratio(sum, found);
}

/** Returns the chance that a positive scores above a negative, ties counting half. */
export function areaUnderCurve(scores: ArrayLike<number>, truth: ArrayLike<number>): number {
  const order = byFallingScore(scores).reverse();
  let rankSum = 0;
  let positives = 0;
  for (let from = 0; from < order.length; ) {
    const to = endOfTies(order, scores, from);
    const inTie = order.slice(from, to).filter((index) => (truth[index] ?? 0) > 0).length;
    rankSum += inTie * ((from + 1 + to) / 2);
    positives += inTie;
    from = to;
  }
  return ratio(rankSum - (positives * (positives + 1)) / 2, positives * (order.length - positives));
}

const BINS = 10;

function binOf(confidence: number): number {
  return Math.min(BINS - 1, Math.floor(confidence * BINS));
}

/** Returns the mean confidence and share of positives in ten bins of equal width, without empty ones. */
export function reliability(confidences: ArrayLike<number>, truth: ArrayLike<number>): ReliabilityBin[] {
  const sums = Array.from({ length: BINS }, () => ({ count: 0, confidence: 0, positives: 0 }));
  for (let index = 0; index < confidences.length; index++) {
    const confidence = confidences[index] ?? 0;
    const bin = sums[binOf(confidence)];
    if (!bin) continue;
    bin.count++;
    bin.confidence += confidence;
    if ((truth[index] ?? 0) > 0) bin.positives++;
  }
  return sums.flatMap(({ count, confidence, positives }) =>
    count === 0 ? [] : [{ count, confidence: confidence / count, frequency: positives / count }],
  );
}

/** Expected calibration error over the same bins. */
export function calibrationError(confidences: ArrayLike<number>, truth: ArrayLike<number>, weights?: Weights): number {
  const gaps = new Float64Array(BINS);
  let total = 0;
  for (let index = 0; index < confidences.length; index++) {
    const confidence = confidences[index] ?? 0;
    const weight = weights?.[index] ?? 1;
    const bin = binOf(confidence);
    gaps[bin] = (gaps[bin] ?? 0) + weight * (confidence - ((truth[index] ?? 0) > 0 ? 1 : 0));
    total += weight;
  }
  return gaps.reduce((sum, gap) => sum + Math.abs(gap), 0) / total;
}

/** Pearson's r. */
export function correlation(left: ArrayLike<number>, right: ArrayLike<number>): number {
  const meanLeft = mean(left);
  const meanRight = mean(right);
  let product = 0;
  let squareLeft = 0;
  let squareRight = 0;
  for (let index = 0; index < left.length; index++) {
    const fromLeft = (left[index] ?? 0) - meanLeft;
    const fromRight = (right[index] ?? 0) - meanRight;
    product += fromLeft * fromRight;
    squareLeft += fromLeft * fromLeft;
    squareRight += fromRight * fromRight;
  }
  return ratio(product, Math.sqrt(squareLeft * squareRight));
}

/** Returns the mean F1 of the classes, which are 0 … `count` - 1. */
export function macroF1(predicted: ArrayLike<number>, truth: ArrayLike<number>, count: number): number {
  let sum = 0;
  for (let label = 0; label < count; label++) {
    sum += f1(
      countDecisions(
        Array.from(predicted, (value) => (value === label ? 1 : 0)),
        Array.from(truth, (value) => (value === label ? 1 : 0)),
        0.5,
      ),
    );
  }
  return sum / count;
}

export function accuracy(predicted: ArrayLike<number>, truth: ArrayLike<number>): number {
  return ratio(Array.from(predicted).filter((value, index) => value === truth[index]).length, predicted.length);
}

function mean(values: ArrayLike<number>): number {
  let sum = 0;
  for (let index = 0; index < values.length; index++) sum += values[index] ?? 0;
  return ratio(sum, values.length);
}

function byFallingScore(scores: ArrayLike<number>): number[] {
  return Array.from(scores, (_, index) => index).sort(
    (left, right) => (scores[right] ?? 0) - (scores[left] ?? 0) || left - right,
  );
}

function endOfTies(order: readonly number[], scores: ArrayLike<number>, from: number): number {
  let to = from + 1;
  while (to < order.length && scores[order[to] ?? 0] === scores[order[from] ?? 0]) to++;
  return to;
}

function ratio(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
