import { sigmoid } from "../chances.js";
import { dotRow, type SparseRows } from "./sparse.js";

export interface LinearModel {
  weights: Float64Array;
  bias: number;
}

interface LinearTask {
  rows: SparseRows;
  /** Probabilities 0–1: soft labels are fine. */
  targets: ArrayLike<number>;
  /** How much each row counts; 1 when left out. */
  importance?: ArrayLike<number> | undefined;
  /** Added to each row's score and not learned; 0 when left out. */
  margins?: ArrayLike<number> | undefined;
  /** Strength of the L2 penalty λ/2·‖w‖² beside the SUM of the losses; the bias is free. */
  penalty: number;
  /** Newton steps; 12 when left out. */
  steps?: number;
}

/**
 * Trains an L2 logistic regression by Newton steps with conjugate gradients, as LIBLINEAR does (Lin, Weng, Keerthi
 * 2008), but by line search. There is no random order, so the same input gives the same weights.
 */
export function trainLogistic(task: LinearTask): LinearModel {
  const { columnCount } = task.rows;
  const weights = new Float64Array(columnCount + 1);
  let point = evaluate(task, weights);
  const enough = norm(point.gradient) * TOLERANCE;
  for (let step = 0; step < (task.steps ?? 12) && norm(point.gradient) > enough; step++) {
    const direction = conjugateGradient(task, point);
    point = lineSearch(task, weights, point, direction);
  }
  return { weights: weights.slice(0, columnCount), bias: weights[columnCount] ?? 0 };
}

function scoreRow(model: LinearModel, rows: SparseRows, index: number): number {
  return dotRow(rows, index, model.weights) + model.bias;
}

export function scoreRows(model: LinearModel, rows: SparseRows): Float64Array {
  return Float64Array.from({ length: rows.offsets.length - 1 }, (_, index) => scoreRow(model, rows, index));
}

/** Scores the first rows, each by the model of its fold, which has not seen it. */
export function scoreOutOfFold(models: readonly LinearModel[], rows: SparseRows, folds: Uint8Array): Float64Array {
  return Float64Array.from(folds, (fold, index) => {
    const model = models[fold];
    return model ? scoreRow(model, rows, index) : 0;
  });
}

/** Writes the value, first and second derivative of one row's loss into `out`. */
function logisticLoss(score: number, target: number, out: Float64Array): void {
  const probability = sigmoid(score);
  out[0] = Math.log1p(Math.exp(-Math.abs(score))) + Math.max(score, 0) - target * score;
  out[1] = probability - target;
  out[2] = probability * (1 - probability);
}

interface Point {
  loss: number;
  /** One entry for each column, and the last for the bias. */
  gradient: Float64Array;
  curvature: Float64Array;
}

const CG_STEPS = 30;
/** Training ends when the gradient is this part of the gradient at zero. */
const TOLERANCE = 0.002;

function evaluate(task: LinearTask, weights: Float64Array): Point {
  const { rows, targets, importance, margins, penalty } = task;
  const { columnCount } = rows;
  const count = rows.offsets.length - 1;
  const gradient = weights.map((weight) => penalty * weight);
  gradient[columnCount] = 0;
  const curvature = new Float64Array(count);
  const out = new Float64Array(3);
  let total = 0;
  for (let column = 0; column < columnCount; column++) total += (penalty / 2) * (weights[column] ?? 0) ** 2;
  const bias = weights[columnCount] ?? 0;
  for (let index = 0; index < count; index++) {
    const weight = importance?.[index] ?? 1;
    logisticLoss(dotRow(rows, index, weights) + bias + (margins?.[index] ?? 0), targets[index] ?? 0, out);
    total += weight * (out[0] ?? 0);
    curvature[index] = weight * (out[2] ?? 0);
    addRow(rows, index, weight * (out[1] ?? 0), gradient);
  }
  return { loss: total, gradient, curvature };
}

/** Solves H·d = -g to a tenth of the gradient, or CG_STEPS steps. */
function conjugateGradient(task: LinearTask, { gradient, curvature }: Point): Float64Array {
  const direction = new Float64Array(gradient.length);
  const residual = gradient.map((value) => -value);
  const search = residual.slice();
  let square = dot(residual, residual);
  const enough = square * 0.01;
  for (let step = 0; step < CG_STEPS && square > enough; step++) {
    const product = hessianTimes(task, curvature, search);
    const length = square / dot(search, product);
    addScaled(direction, search, length);
    addScaled(residual, product, -length);
    const next = dot(residual, residual);
    for (let column = 0; column < search.length; column++) {
      search[column] = (residual[column] ?? 0) + (next / square) * (search[column] ?? 0);
    }
    square = next;
  }
  return direction;
}

function hessianTimes({ rows, penalty }: LinearTask, curvature: Float64Array, vector: Float64Array): Float64Array {
  const product = vector.map((value) => penalty * value);
  const bias = vector[rows.columnCount] ?? 0;
  product[rows.columnCount] = 0;
  for (let index = 0; index < curvature.length; index++) {
    addRow(rows, index, (curvature[index] ?? 0) * (dotRow(rows, index, vector) + bias), product);
  }
  return product;
}

/** Halves the step until the loss falls enough; changes `weights` in place. */
function lineSearch(task: LinearTask, weights: Float64Array, point: Point, direction: Float64Array): Point {
  const slope = dot(point.gradient, direction);
  let length = 1;
  for (let attempt = 0; attempt < 12; attempt++) {
    const moved = weights.slice();
    addScaled(moved, direction, length);
    const next = evaluate(task, moved);
    if (next.loss <= point.loss + 1e-4 * length * slope) {
      weights.set(moved);
      return next;
    }
    length /= 2;
  }
  return { ...point, gradient: new Float64Array(weights.length) };
}

function addRow(rows: SparseRows, index: number, factor: number, into: Float64Array): void {
  const to = rows.offsets[index + 1] ?? 0;
  for (let entry = rows.offsets[index] ?? 0; entry < to; entry++) {
    const column = rows.columns[entry] ?? 0;
    into[column] = (into[column] ?? 0) + factor * (rows.values[entry] ?? 0);
  }
  into[rows.columnCount] = (into[rows.columnCount] ?? 0) + factor;
}

function addScaled(into: Float64Array, vector: Float64Array, factor: number): void {
  for (let index = 0; index < into.length; index++) into[index] = (into[index] ?? 0) + factor * (vector[index] ?? 0);
}

function dot(left: Float64Array, right: Float64Array): number {
  let sum = 0;
  for (let index = 0; index < left.length; index++) sum += (left[index] ?? 0) * (right[index] ?? 0);
  return sum;
}

function norm(vector: Float64Array): number {
  return Math.sqrt(dot(vector, vector));
}
