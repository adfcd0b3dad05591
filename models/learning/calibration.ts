import { trainLogistic } from "./linear.js";
import { packColumn } from "./sparse.js";

/** A logistic curve: the chance of a positive is sigmoid(slope · score + intercept). */
export interface Curve {
  slope: number;
  intercept: number;
}

/** Fits Platt's curve from scores to chances. Each score counts by its `importance`; no part needs to be held out. */
export function fitCurve(scores: ArrayLike<number>, targets: ArrayLike<number>, importance?: ArrayLike<number>): Curve {
  const { weights, bias } = trainLogistic({ rows: packColumn(scores), targets, importance, penalty: 1e-6, steps: 50 });
  return { slope: weights[0] ?? 0, intercept: bias };
}

/** Returns the logit of the chance that the curve gives a score. */
export function applyCurve({ slope, intercept }: Curve, score: number): number {
  return slope * score + intercept;
}
