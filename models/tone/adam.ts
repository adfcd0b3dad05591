/** Learned weights, with the moments that Adam (Kingma and Ba 2015) keeps of their gradients. */
export interface Parameter {
  value: Float32Array;
  gradient: Float32Array;
  mean: Float32Array;
  square: Float32Array;
  steps: number;
}

const MEAN_DECAY = 0.9;
const SQUARE_DECAY = 0.999;
const TINY = 1e-8;

export function createParameter(value: Float32Array): Parameter {
  return {
    value,
    gradient: new Float32Array(value.length),
    mean: new Float32Array(value.length),
    square: new Float32Array(value.length),
    steps: 0,
  };
}

/** Moves all weights against their gradients, then sets these to 0. `decay` also pulls the weights toward 0. */
export function stepParameter(parameter: Parameter, rate: number, decay: number): void {
  parameter.steps++;
  move(parameter, 0, parameter.value.length, rate, decay, parameter.steps);
}

/** Moves `count` weights from `from` on. `steps` is how often they have been moved, this time included. */
export function stepRow(parameter: Parameter, from: number, count: number, rate: number, steps: number): void {
  move(parameter, from, from + count, rate, 0, steps);
}

function move(parameter: Parameter, from: number, to: number, rate: number, decay: number, steps: number): void {
  const { value, gradient, mean, square } = parameter;
  const meanBias = 1 - MEAN_DECAY ** steps;
  const squareBias = 1 - SQUARE_DECAY ** steps;
  for (let index = from; index < to; index++) {
    const slope = gradient[index] ?? 0;
    const first = MEAN_DECAY * (mean[index] ?? 0) + (1 - MEAN_DECAY) * slope;
    const second = SQUARE_DECAY * (square[index] ?? 0) + (1 - SQUARE_DECAY) * slope * slope;
    const weight = value[index] ?? 0;
    mean[index] = first;
    square[index] = second;
    gradient[index] = 0;
    value[index] = weight - rate * (first / meanBias / (Math.sqrt(second / squareBias) + TINY) + decay * weight);
  }
}
