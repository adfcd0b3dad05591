export interface Random {
  /** 0 … 1, 1 excluded. */
  uniform(): number;
  /** Mean 0, variance 1. */
  normal(): number;
  shuffle(values: number[]): void;
}

/** Repeatable random numbers (mulberry32): training must give the same bytes each time. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const uniform = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
  const normal = () => Math.sqrt(-2 * Math.log(1 - uniform())) * Math.cos(2 * Math.PI * uniform());
  return { uniform, normal, shuffle: (values) => shuffle(values, uniform) };
}

function shuffle(values: number[], uniform: () => number): void {
  for (let last = values.length - 1; last > 0; last--) {
    const other = Math.floor(uniform() * (last + 1));
    const kept = values[last] ?? 0;
    values[last] = values[other] ?? 0;
    values[other] = kept;
  }
}
