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

/** F1 at the threshold that is best for it; flatters every candidate alike. */
export function bestF1(scores: ArrayLike<number>, truth: ArrayLike<number>): number {
  const positives = Array.from(truth).filter((value) => value > 0).length;
  let found = 0;
  let best = 0;
  byFallingScore(scores).forEach((index, rank) => {
    if ((truth[index] ?? 0) > 0) found++;
    best = Math.max(best, ratio(2 * found, rank + 1 + positives));
  });
  return best;
}

/** Mean of precision at each positive, by falling score; ties by index. */
export function averagePrecision(scores: ArrayLike<number>, truth: ArrayLike<number>): number {
  let seen = 0;
  let found = 0;
  let sum = 0;
  for (const index of byFallingScore(scores)) {
    seen++;
    if ((truth[index] ?? 0) <= 0) continue;
    found++;
    sum += found / seen;
  }
  return ratio(sum, found);
}

/** The chance that a positive scores above a negative, ties counting half. */
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

/** Mean confidence and share of positives in `bins` bins of equal width. */
export function reliability(
  confidences: ArrayLike<number>,
  truth: ArrayLike<number>,
  bins = 10,
): (ReliabilityBin | undefined)[] {
  const sums = Array.from({ length: bins }, () => ({ count: 0, confidence: 0, positives: 0 }));
  for (let index = 0; index < confidences.length; index++) {
    const confidence = confidences[index] ?? 0;
    const bin = sums[Math.min(bins - 1, Math.floor(confidence * bins))];
    if (!bin) continue;
    bin.count++;
    bin.confidence += confidence;
    if ((truth[index] ?? 0) > 0) bin.positives++;
  }
  return sums.map(({ count, confidence, positives }) =>
    count === 0 ? undefined : { count, confidence: confidence / count, frequency: positives / count },
  );
}

/** Expected calibration error over bins of equal width. */
export function calibrationError(confidences: ArrayLike<number>, truth: ArrayLike<number>, bins = 10): number {
  return reliability(confidences, truth, bins).reduce(
    (sum, bin) => (bin ? sum + (bin.count / confidences.length) * Math.abs(bin.confidence - bin.frequency) : sum),
    0,
  );
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

/** Mean of the classes' F1; `classes` are 0 … `count` - 1. */
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
