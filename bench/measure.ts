import type { Outcome } from "./benchmark.js";

/** One side of a comparison: measures once how many things it does in a second. */
export type Side = () => number | Promise<number>;

interface Comparison {
  /** Things a second, the median of the rounds. */
  ours: number;
  theirs: number;
}

/**
 * Measures two sides in turns, so that a slow spell of the machine meets both.
 *
 * @param rounds odd, so that the median is a measured value.
 */
export async function compare(ours: Side, theirs: Side, rounds: number): Promise<Comparison> {
  const our: number[] = [];
  const their: number[] = [];
  for (let round = 0; round < rounds; round++) {
    our.push(await ours());
    their.push(await theirs());
  }
  return { ours: median(our), theirs: median(their) };
}

/** Describes two rates as a benchmark's outcome. */
export function outcomeOf({ ours, theirs }: Comparison): Outcome {
  return { ratio: ours / theirs, ours: `${ours.toFixed(0)}/s`, theirs: `${theirs.toFixed(0)}/s` };
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return sorted[sorted.length >> 1] ?? 0;
}

/** Runs `work` on each item. @returns items a second. */
export function rate<Item>(items: readonly Item[], work: (item: Item) => void): number {
  const started = performance.now();
  for (const item of items) work(item);
  return items.length / ((performance.now() - started) / 1000);
}
