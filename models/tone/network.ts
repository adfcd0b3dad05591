import { z } from "zod";

/**
 * Standardized inputs, one hidden layer of rectified units beside a direct linear path, linear outputs:
 * `out = bias + direct·z + second·max(0, first·z + hiddenBias)` with `z = (input - mean) * factor`.
 * Matrices are row-major, with a row for each computed unit.
 */
export interface Network {
  inputs: number;
  hidden: number;
  outputs: number;
  mean: Float32Array;
  factor: Float32Array;
  first: Float32Array;
  hiddenBias: Float32Array;
  second: Float32Array;
  direct: Float32Array;
  bias: Float32Array;
  /** Holds the inputs of one run: allocating a row for every sentence would cost more than running the network. */
  row: Float32Array;
  /** Holds the sums of a matrix's rows, likewise reused. */
  sums: Float64Array;
}

const numbers = z.array(z.number());

/** A network as JSON holds it. */
export const packedNetwork = z.strictObject({
  inputs: z.int().min(0),
  hidden: z.int().min(0),
  outputs: z.int().min(0),
  mean: numbers,
  factor: numbers,
  first: numbers,
  hiddenBias: numbers,
  second: numbers,
  direct: numbers,
  bias: numbers,
});

export type PackedNetwork = z.infer<typeof packedNetwork>;

type NetworkPart = Exclude<keyof PackedNetwork, "inputs" | "hidden" | "outputs">;

/** Inputs are clipped at this distance from the mean, so that hostile texts cannot overflow. */
export const FARTHEST = 6;
const DIGITS = 5;

/** Returns the outputs for one row of inputs, which may be the network's own `row`. */
export function runNetwork(network: Network, input: Float32Array): Float64Array {
  standardize(network, input);
  const { hidden, outputs, hiddenBias, second, sums } = network;
  const output = new Float64Array(network.bias);
  dotRows(network.first, hidden, network.row, sums);
  for (let unit = 0; unit < hidden; unit++) {
    const activation = (hiddenBias[unit] ?? 0) + (sums[unit] ?? 0);
    if (activation <= 0) continue;
    for (let out = 0; out < outputs; out++) {
      output[out] = (output[out] ?? 0) + activation * (second[out * hidden + unit] ?? 0);
    }
  }
  dotRows(network.direct, outputs, network.row, sums);
  for (let out = 0; out < outputs; out++) output[out] = (output[out] ?? 0) + (sums[out] ?? 0);
  return output;
}

export function packNetwork(network: Network): PackedNetwork {
  const pack = (part: NetworkPart) => Array.from(network[part], (value) => Number(value.toPrecision(DIGITS)));
  const { inputs, hidden, outputs } = network;
  return {
    inputs,
    hidden,
    outputs,
    mean: pack("mean"),
    factor: pack("factor"),
    first: pack("first"),
    hiddenBias: pack("hiddenBias"),
    second: pack("second"),
    direct: pack("direct"),
    bias: pack("bias"),
  };
}

/** Unpacks a network. @throws Error when a part does not match the sizes. */
export function unpackNetwork(packed: PackedNetwork): Network {
  const { inputs, hidden, outputs } = packed;
  const unpack = (part: NetworkPart, length: number) => {
    if (packed[part].length !== length)
      throw new Error(`${part} has ${packed[part].length} numbers instead of ${length}`);
    return Float32Array.from(packed[part]);
  };
  return {
    inputs,
    hidden,
    outputs,
    mean: unpack("mean", inputs),
    factor: unpack("factor", inputs),
    first: unpack("first", hidden * inputs),
    hiddenBias: unpack("hiddenBias", hidden),
    second: unpack("second", outputs * hidden),
    direct: unpack("direct", outputs * inputs),
    bias: unpack("bias", outputs),
    row: new Float32Array(inputs),
    sums: new Float64Array(Math.max(hidden, outputs)),
  };
}

function standardize({ mean, factor, row }: Network, input: Float32Array): void {
  for (let index = 0; index < row.length; index++) {
    const value = ((input[index] ?? 0) - (mean[index] ?? 0)) * (factor[index] ?? 0);
    row[index] = Math.max(-FARTHEST, Math.min(FARTHEST, value));
  }
}

/** Sums four rows side by side, since each sum waits for its last addition. Runs for every sentence. */
function dotRows(matrix: Float32Array, rows: number, vector: Float32Array, sums: Float64Array): void {
  const { length } = vector;
  let row = 0;
  for (; row + 4 <= rows; row += 4) {
    const from = row * length;
    let first = 0;
    let second = 0;
    let third = 0;
    let fourth = 0;
    for (let index = 0; index < length; index++) {
      const value = vector[index] ?? 0;
      const at = from + index;
      first += (matrix[at] ?? 0) * value;
      second += (matrix[at + length] ?? 0) * value;
      third += (matrix[at + 2 * length] ?? 0) * value;
      fourth += (matrix[at + 3 * length] ?? 0) * value;
    }
    sums[row] = first;
    sums[row + 1] = second;
    sums[row + 2] = third;
    sums[row + 3] = fourth;
  }
  for (; row < rows; row++) {
    let sum = 0;
    for (let index = 0; index < length; index++) sum += (matrix[row * length + index] ?? 0) * (vector[index] ?? 0);
    sums[row] = sum;
  }
}
