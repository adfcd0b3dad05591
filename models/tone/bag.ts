import { type Network, runNetwork } from "./network.js";
import { QUAD_ZERO, type WeightTable } from "./weight-table.js";

/**
 * The input of a model of bags of words: for each window of a text, its rows of the word table, and numbers read off
 * the text's surface. A row of -1 is a word that tells nothing but makes the window longer.
 */
export interface BagInput {
  windows: Int32Array[];
  surface: Float32Array;
}

/** The learned columns that belong to one model; both numbers are multiples of 4. */
export interface Columns {
  from: number;
  count: number;
}

/** A model: each window's rows are summed, then windows and surface go through the network. */
export interface Bag {
  columns: Columns;
  network: Network;
}

/** A window's sums are divided by the square root of its length plus this many words. */
export const PADDING = 2;

/** The sum of this many bytes always fits in 16 bits. */
const MOST_IN_LANE = 256;
const EVEN_BYTES = 0x00ff00ff;
export const NO_ROWS = new Int32Array(0);

export function runBag({ columns, network }: Bag, table: WeightTable, { windows, surface }: BagInput): Float64Array {
  const inputs = network.row;
  inputs.fill(0);
  for (let window = 0; window < windows.length; window++) {
    poolRows(table, columns, windows[window] ?? NO_ROWS, inputs, window * columns.count);
  }
  inputs.set(surface, windows.length * columns.count);
  return runNetwork(network, inputs);
}

/** Sums whole numbers and scales them once, since it runs over every word of every article. */
function poolRows(
  table: WeightTable,
  { from, count }: Columns,
  rows: Int32Array,
  sums: Float32Array,
  to: number,
): void {
  if (rows.length === 0) return;
  const lanes = new Int32Array(count >> 1);
  let known = 0;
  for (let index = 0; index < rows.length; index++) {
    const row = rows[index] ?? -1;
    if (row < 0 || row >= table.learnedRows) continue;
    addLanes(table.quads, (row * table.width + from) >> 2, lanes);
    if (++known % MOST_IN_LANE === 0) emptyLanes(lanes, sums, to);
  }
  emptyLanes(lanes, sums, to);
  const share = 1 / Math.sqrt(rows.length + PADDING);
  for (let column = 0; column < count; column++) {
    const sum = (sums[to + column] ?? 0) - known * QUAD_ZERO;
    sums[to + column] = sum * share * (table.scales[from + column] ?? 0);
  }
}

/**
 * Adds four weights in two additions: each 32-bit lane holds the sums of two columns, 16 bits each. `| 0` keeps
 * the engine from adding them as floating-point numbers.
 */
function addLanes(quads: Int32Array, first: number, lanes: Int32Array): void {
  for (let lane = 0, at = first; lane < lanes.length; lane += 2, at++) {
    const quad = quads[at] ?? 0;
    lanes[lane] = ((lanes[lane] ?? 0) + (quad & EVEN_BYTES)) | 0;
    lanes[lane + 1] = ((lanes[lane + 1] ?? 0) + ((quad >>> 8) & EVEN_BYTES)) | 0;
  }
}

function emptyLanes(lanes: Int32Array, sums: Float32Array, to: number): void {
  for (let lane = 0; lane < lanes.length; lane++) {
    const pair = lanes[lane] ?? 0;
    const column = to + (lane >> 1) * 4 + (lane & 1);
    sums[column] = (sums[column] ?? 0) + (pair & 0xffff);
    sums[column + 2] = (sums[column + 2] ?? 0) + (pair >>> 16);
    lanes[lane] = 0;
  }
}
