/** Random choices that are the same for the same seed. */
export interface Pick {
  one: <Value>(values: readonly Value[]) => Value;
  /** Picks a value that is not in `taken`, and adds it there. */
  unlike: (values: readonly string[], taken: Set<string>) => string;
  /** Picks a whole number, both ends included. */
  whole: (least: number, most: number) => number;
  /** Picks `count` of the values, in their order. */
  some: <Value>(values: readonly Value[], count: number) => Value[];
  chance: (share: number) => boolean;
}

/** @param uniform gives numbers from 0 to 1, 1 excluded. */
export function createPick(uniform: () => number): Pick {
  const below = (end: number) => Math.floor(uniform() * end);
  const one = <Value>(values: readonly Value[]): Value => {
    const value = values[below(values.length)];
    if (value === undefined) throw new Error("There is nothing to pick from");
    return value;
  };
  return {
    one,
    unlike(values, taken) {
      const value = one(values.filter((other) => !taken.has(other)));
      taken.add(value);
      return value;
    },
    whole: (least, most) => least + below(most - least + 1),
    some(values, count) {
      const kept = new Set<number>();
      while (kept.size < Math.min(count, values.length)) kept.add(below(values.length));
      return values.filter((_, index) => kept.has(index));
    },
    chance: (share) => uniform() < share,
  };
}
