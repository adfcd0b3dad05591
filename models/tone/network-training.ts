import type { Network } from "./network.js";
import { createRandom, type Random } from "./random.js";
import { softmax } from "./softmax.js";

export interface NetworkTask {
  /** One row of inputs for each example. */
  inputs: readonly Float32Array[];
  /** One row of targets for each example: numbers for squared loss, probabilities of classes for cross-entropy. */
  targets: readonly ArrayLike<number>[];
  loss: "squared" | "crossEntropy";
  hidden: number;
  epochs: number;
  /** Strength of the decay of weights, relative to the learning rate. */
  decay: number;
  /** Share of inputs that are left out at random in a training step. */
  dropout: number;
  seed: number;
  importance?: ArrayLike<number>;
  rate?: number;
}

interface Parameter {
  value: Float64Array;
  gradient: Float64Array;
  first: Float64Array;
  second: Float64Array;
  decays: boolean;
}

interface Learner {
  task: NetworkTask;
  z: Float64Array[];
  parameters: Record<"first" | "hiddenBias" | "second" | "direct" | "bias", Parameter>;
  random: Random;
  steps: number;
}

const BATCH = 32;
const RATE = 0.003;
const FARTHEST = 6;

/** Trains a network by Adam with decoupled decay; the same seed and examples give the same weights. */
export function trainNetwork(task: NetworkTask): Network {
  const inputs = task.inputs[0]?.length ?? 0;
  const outputs = task.targets[0]?.length ?? 0;
  const { mean, factor } = measure(task.inputs, inputs);
  const z = task.inputs.map((row) =>
    Float64Array.from(row, (value, index) => clip((value - (mean[index] ?? 0)) * (factor[index] ?? 0))),
  );
  const random = createRandom(task.seed);
  const learner = { task, z, random, steps: 0, parameters: createParameters(task, inputs, outputs, random) };
  const order = [...z.keys()];
  for (let epoch = 0; epoch < task.epochs; epoch++) {
    random.shuffle(order);
    for (let from = 0; from < order.length; from += BATCH) {
      // The rate falls to nothing, so that the last steps average what the data say.
      learnBatch(learner, order.slice(from, from + BATCH), 1 - (epoch + from / order.length) / task.epochs);
    }
  }
  const { first, hiddenBias, second, direct, bias } = learner.parameters;
  const narrow = ({ value }: Parameter) => Float32Array.from(value);
  return {
    inputs,
    hidden: task.hidden,
    outputs,
    mean,
    factor,
    first: narrow(first),
    hiddenBias: narrow(hiddenBias),
    second: narrow(second),
    direct: narrow(direct),
    bias: narrow(bias),
  };
}

/** One network whose outputs are the means of the given ones', all trained on the same inputs. */
export function averageNetworks(networks: readonly Network[]): Network {
  const [model] = networks;
  if (!model) throw new Error("no network to average");
  const share = 1 / networks.length;
  const { inputs, outputs } = model;
  const hidden = networks.reduce((sum, network) => sum + network.hidden, 0);
  const second = new Float32Array(outputs * hidden);
  let offset = 0;
  for (const network of networks) {
    for (let out = 0; out < outputs; out++) {
      for (let unit = 0; unit < network.hidden; unit++) {
        second[out * hidden + offset + unit] = (network.second[out * network.hidden + unit] ?? 0) * share;
      }
    }
    offset += network.hidden;
  }
  const join = (part: "first" | "hiddenBias") => Float32Array.from(networks.flatMap((network) => [...network[part]]));
  const meanOf = (part: "direct" | "bias") =>
    model[part].map((_, index) => networks.reduce((sum, network) => sum + (network[part][index] ?? 0), 0) * share);
  return {
    ...model,
    inputs,
    outputs,
    hidden,
    second,
    first: join("first"),
    hiddenBias: join("hiddenBias"),
    direct: meanOf("direct"),
    bias: meanOf("bias"),
  };
}

function measure(rows: readonly Float32Array[], width: number): { mean: Float32Array; factor: Float32Array } {
  const sum = new Float64Array(width);
  const square = new Float64Array(width);
  for (const row of rows) {
    for (let index = 0; index < width; index++) {
      const value = row[index] ?? 0;
      sum[index] = (sum[index] ?? 0) + value;
      square[index] = (square[index] ?? 0) + value * value;
    }
  }
  const mean = Float32Array.from(sum, (value) => value / rows.length);
  const factor = Float32Array.from(square, (value, index) => {
    const variance = value / rows.length - (mean[index] ?? 0) ** 2;
    return variance > 1e-9 ? 1 / Math.sqrt(variance) : 0;
  });
  return { mean, factor };
}

function clip(value: number): number {
  return Math.max(-FARTHEST, Math.min(FARTHEST, value));
}

function createParameters(task: NetworkTask, inputs: number, outputs: number, random: Random): Learner["parameters"] {
  const parameter = (length: number, spread: number, decays = true): Parameter => ({
    value: Float64Array.from({ length }, () => random.normal() * spread),
    gradient: new Float64Array(length),
    first: new Float64Array(length),
    second: new Float64Array(length),
    decays,
  });
  return {
    first: parameter(task.hidden * inputs, Math.sqrt(1 / inputs)),
    hiddenBias: parameter(task.hidden, 0, false),
    second: parameter(outputs * task.hidden, 0.3 * Math.sqrt(1 / Math.max(1, task.hidden))),
    direct: parameter(outputs * inputs, 0),
    bias: parameter(outputs, 0, false),
  };
}

function learnBatch(learner: Learner, batch: readonly number[], pace: number): void {
  for (const example of batch) addGradient(learner, example, batch.length);
  learner.steps++;
  const rate = (learner.task.rate ?? RATE) * pace;
  for (const parameter of Object.values(learner.parameters)) {
    step(parameter, rate, parameter.decays ? learner.task.decay : 0, learner.steps);
  }
}

function addGradient({ task, z, parameters, random }: Learner, example: number, batchSize: number): void {
  const { first, hiddenBias, second, direct, bias } = parameters;
  const input = dropInputs(z[example] ?? new Float64Array(0), task.dropout, random);
  const width = input.length;
  const outputs = bias.value.length;
  const active = new Float64Array(task.hidden);
  for (let unit = 0; unit < task.hidden; unit++) {
    let sum = hiddenBias.value[unit] ?? 0;
    for (let index = 0; index < width; index++) sum += (first.value[unit * width + index] ?? 0) * (input[index] ?? 0);
    active[unit] = Math.max(0, sum);
  }
  const error = outputError(task, parameters, input, active, example);
  const scale = (task.importance?.[example] ?? 1) / batchSize;
  const back = new Float64Array(task.hidden);
  for (let out = 0; out < outputs; out++) {
    const delta = (error[out] ?? 0) * scale;
    bias.gradient[out] = (bias.gradient[out] ?? 0) + delta;
    for (let index = 0; index < width; index++) {
      const at = out * width + index;
      direct.gradient[at] = (direct.gradient[at] ?? 0) + delta * (input[index] ?? 0);
    }
    for (let unit = 0; unit < task.hidden; unit++) {
      if (active[unit] === 0) continue;
      const at = out * task.hidden + unit;
      second.gradient[at] = (second.gradient[at] ?? 0) + delta * (active[unit] ?? 0);
      back[unit] = (back[unit] ?? 0) + delta * (second.value[at] ?? 0);
    }
  }
  for (let unit = 0; unit < task.hidden; unit++) {
    const delta = back[unit] ?? 0;
    if (delta === 0) continue;
    hiddenBias.gradient[unit] = (hiddenBias.gradient[unit] ?? 0) + delta;
    for (let index = 0; index < width; index++) {
      const at = unit * width + index;
      first.gradient[at] = (first.gradient[at] ?? 0) + delta * (input[index] ?? 0);
    }
  }
}

function outputError(
  task: NetworkTask,
  { second, direct, bias }: Learner["parameters"],
  input: Float64Array,
  active: Float64Array,
  example: number,
): Float64Array {
  const output = Float64Array.from(bias.value, (start, out) => {
    let sum = start;
    for (let index = 0; index < input.length; index++)
      sum += (direct.value[out * input.length + index] ?? 0) * (input[index] ?? 0);
    for (let unit = 0; unit < active.length; unit++)
      sum += (second.value[out * active.length + unit] ?? 0) * (active[unit] ?? 0);
    return sum;
  });
  const predicted = task.loss === "squared" ? output : softmax(output);
  const target = task.targets[example] ?? [];
  return predicted.map((value, out) => value - (target[out] ?? 0));
}

function dropInputs(input: Float64Array, dropout: number, random: Random): Float64Array {
  if (dropout === 0) return input;
  const keep = 1 / (1 - dropout);
  return input.map((value) => (random.uniform() < dropout ? 0 : value * keep));
}

function step(parameter: Parameter, rate: number, decay: number, steps: number): void {
  const { value, gradient, first, second } = parameter;
  const firstBias = 1 - 0.9 ** steps;
  const secondBias = 1 - 0.999 ** steps;
  for (let index = 0; index < value.length; index++) {
    const slope = gradient[index] ?? 0;
    const mean = 0.9 * (first[index] ?? 0) + 0.1 * slope;
    const square = 0.999 * (second[index] ?? 0) + 0.001 * slope * slope;
    first[index] = mean;
    second[index] = square;
    gradient[index] = 0;
    const move = mean / firstBias / (Math.sqrt(square / secondBias) + 1e-8);
    value[index] = (value[index] ?? 0) - rate * (move + decay * (value[index] ?? 0));
  }
}
