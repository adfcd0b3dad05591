import { softmax } from "../chances.js";
import { createParameter, type Parameter, stepParameter } from "./adam.js";
import type { BagInput } from "./bag.js";
import {
  addVectorGradients,
  createLearnedVectors,
  dropWords,
  type LearnedVectors,
  poolVectors,
  stepVectors,
} from "./learned-vectors.js";
import { FARTHEST, type Network } from "./network.js";
import { createRandom, type Random } from "./random.js";

export interface BagTask {
  examples: readonly BagInput[];
  /** One row for each example: numbers for squared loss, probabilities of classes for cross-entropy. */
  targets: readonly ArrayLike<number>[];
  importance?: ArrayLike<number>;
  loss: "squared" | "crossEntropy";
  /** Initial word vectors, a row of `columns` for each of the first words. Training changes a copy. */
  vectors: Float32Array;
  columns: number;
  hidden: number;
  epochs: number;
  /** Share of words that are left out at random in a training step. */
  wordDropout: number;
  /** Share of the network's inputs left out likewise. */
  dropout: number;
  /** Strength of the decay of the network's weights, relative to the learning rate. */
  decay: number;
  /** Learning rate of the word vectors; 0 leaves them as they are. */
  vectorRate: number;
  seed: number;
}

export interface TrainedBag {
  vectors: Float32Array;
  network: Network;
}

interface Learner {
  task: BagTask;
  random: Random;
  vectors: LearnedVectors;
  parts: Record<"first" | "hiddenBias" | "second" | "direct" | "bias", Parameter>;
  surface: Float32Array[];
  mean: Float32Array;
  factor: Float32Array;
  inputs: number;
  outputs: number;
}

/** One example on its way through the network. */
interface Pass {
  input: Float32Array;
  /** The factor of each input: 0 where it was dropped. */
  kept: Float32Array;
  /** The words that were kept, and the share that each of them has in its window's sum. */
  words: Int32Array[];
  shares: number[];
  active: Float32Array;
}

const BATCH = 32;
const RATE = 0.003;

/** Learns word vectors and a network by Adam: the same task gives the same weights. */
export function trainBag(task: BagTask): TrainedBag {
  const learner = createLearner(task);
  const order = [...task.examples.keys()];
  for (let epoch = 0; epoch < task.epochs; epoch++) {
    learner.random.shuffle(order);
    for (let from = 0; from < order.length; from += BATCH) {
      // The rates fall to 0, so that the last steps average what the data say.
      learnBatch(learner, order.slice(from, from + BATCH), 1 - (epoch + from / order.length) / task.epochs);
    }
  }
  return { vectors: learner.vectors.parameter.value, network: toNetwork(learner) };
}

function createLearner(task: BagTask): Learner {
  const random = createRandom(task.seed);
  const windows = task.examples[0]?.windows.length ?? 0;
  const width = windows * task.columns;
  const surfaceWidth = task.examples[0]?.surface.length ?? 0;
  const { mean, factor } = measure(task.examples, width, surfaceWidth);
  const inputs = width + surfaceWidth;
  const outputs = task.targets[0]?.length ?? 0;
  const spread = (length: number, deviation: number) =>
    Float32Array.from({ length }, () => random.normal() * deviation);
  return {
    task,
    random,
    vectors: createLearnedVectors(task.vectors, task.columns),
    parts: {
      first: createParameter(spread(task.hidden * inputs, Math.sqrt(1 / inputs))),
      hiddenBias: createParameter(new Float32Array(task.hidden)),
      second: createParameter(spread(outputs * task.hidden, 0.3 / Math.sqrt(Math.max(1, task.hidden)))),
      direct: createParameter(new Float32Array(outputs * inputs)),
      bias: createParameter(new Float32Array(outputs)),
    },
    surface: task.examples.map(({ surface }) =>
      surface.map((value, index) => clip((value - (mean[width + index] ?? 0)) * (factor[width + index] ?? 0))),
    ),
    mean,
    factor,
    inputs,
    outputs,
  };
}

/** Measures how to bring the surface to mean 0 and variance 1; windows stay as they are. */
function measure(examples: readonly BagInput[], width: number, surfaceWidth: number) {
  const mean = new Float32Array(width + surfaceWidth);
  const factor = new Float32Array(width + surfaceWidth).fill(1);
  for (let index = 0; index < surfaceWidth; index++) {
    let sum = 0;
    let square = 0;
    for (const { surface } of examples) {
      const value = surface[index] ?? 0;
      sum += value;
      square += value * value;
    }
    const center = sum / examples.length;
    const variance = square / examples.length - center * center;
    mean[width + index] = center;
    factor[width + index] = variance > 1e-9 ? 1 / Math.sqrt(variance) : 0;
  }
  return { mean, factor };
}

function clip(value: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, value));
}

function learnBatch(learner: Learner, batch: readonly number[], pace: number): void {
  for (const example of batch) learnExample(learner, example, batch.length);
  const { task, parts, vectors } = learner;
  const rate = RATE * pace;
  for (const part of [parts.first, parts.second, parts.direct]) stepParameter(part, rate, task.decay);
  for (const part of [parts.hiddenBias, parts.bias]) stepParameter(part, rate, 0);
  stepVectors(vectors, task.vectorRate * pace);
}

function learnExample(learner: Learner, example: number, batchSize: number): void {
  const { task } = learner;
  const pass = passForward(learner, example);
  const scores = scoresOf(learner, pass);
  const predicted = task.loss === "squared" ? scores : softmax(scores);
  const target = task.targets[example] ?? [];
  const weight = (task.importance?.[example] ?? 1) / batchSize;
  const back = passBack(
    learner,
    pass,
    Float32Array.from(predicted, (value, out) => (value - (target[out] ?? 0)) * weight),
  );
  if (task.vectorRate === 0) return;
  pass.words.forEach((rows, window) => {
    addVectorGradients(learner.vectors, rows, pass.shares[window] ?? 0, back, window * task.columns);
  });
}

function passForward(learner: Learner, example: number): Pass {
  const { task, random, inputs, parts, surface } = learner;
  const input = new Float32Array(inputs);
  const words = (task.examples[example]?.windows ?? []).map((rows) => dropWords(rows, task.wordDropout, random));
  const shares = words.map((rows, window) => poolVectors(learner.vectors, rows, input, window * task.columns));
  input.set(surface[example] ?? [], words.length * task.columns);
  const keep = 1 / (1 - task.dropout);
  const kept = input.map(() => (random.uniform() < task.dropout ? 0 : keep));
  for (let index = 0; index < inputs; index++) input[index] = (input[index] ?? 0) * (kept[index] ?? 0);
  const active = new Float32Array(task.hidden);
  for (let unit = 0; unit < task.hidden; unit++) {
    active[unit] = Math.max(0, (parts.hiddenBias.value[unit] ?? 0) + dotRow(parts.first.value, unit, input));
  }
  return { input, kept, words, shares, active };
}

function scoresOf({ parts, outputs }: Learner, { input, active }: Pass): Float64Array {
  return Float64Array.from(
    { length: outputs },
    (_, out) =>
      (parts.bias.value[out] ?? 0) + dotRow(parts.direct.value, out, input) + dotRow(parts.second.value, out, active),
  );
}

/** Adds the gradients of the network's weights; returns the gradient of its inputs. */
function passBack({ parts, inputs, task }: Learner, { input, active, kept }: Pass, errors: Float32Array): Float32Array {
  const { first, hiddenBias, second, direct, bias } = parts;
  const back = new Float32Array(inputs);
  const backHidden = new Float32Array(task.hidden);
  errors.forEach((error, out) => {
    bias.gradient[out] = (bias.gradient[out] ?? 0) + error;
    backRow(direct, out, error, input, back);
    backRow(second, out, error, active, backHidden);
  });
  for (let unit = 0; unit < task.hidden; unit++) {
    if (active[unit] === 0) continue;
    const error = backHidden[unit] ?? 0;
    hiddenBias.gradient[unit] = (hiddenBias.gradient[unit] ?? 0) + error;
    backRow(first, unit, error, input, back);
  }
  for (let index = 0; index < inputs; index++) back[index] = (back[index] ?? 0) * (kept[index] ?? 0);
  return back;
}

/** Adds the gradients of one unit: of its weights to `gradient`, of its inputs to `back`. */
function backRow(
  { value, gradient }: Parameter,
  unit: number,
  error: number,
  input: Float32Array,
  back: Float32Array,
): void {
  const offset = unit * input.length;
  for (let index = 0; index < input.length; index++) {
    gradient[offset + index] = (gradient[offset + index] ?? 0) + error * (input[index] ?? 0);
    back[index] = (back[index] ?? 0) + error * (value[offset + index] ?? 0);
  }
}

function dotRow(matrix: Float32Array, row: number, vector: Float32Array): number {
  const offset = row * vector.length;
  let sum = 0;
  for (let index = 0; index < vector.length; index++) sum += (matrix[offset + index] ?? 0) * (vector[index] ?? 0);
  return sum;
}

function toNetwork({ parts, mean, factor, inputs, outputs, task }: Learner): Network {
  const { first, hiddenBias, second, direct, bias } = parts;
  return {
    inputs,
    hidden: task.hidden,
    outputs,
    mean,
    factor,
    first: first.value,
    hiddenBias: hiddenBias.value,
    second: second.value,
    direct: direct.value,
    bias: bias.value,
    row: new Float32Array(inputs),
    sums: new Float64Array(Math.max(task.hidden, outputs)),
  };
}
