/** Ranges of a text, in order and disjoint, as columns of UTF-16 offsets. */
export interface Ranges {
  count: number;
  start: Int32Array;
  end: Int32Array;
}

/** @param bounds start and end of each range in turn. */
export function toColumns(bounds: readonly number[]): Ranges {
  const count = bounds.length / 2;
  const start = new Int32Array(count);
  const end = new Int32Array(count);
  for (let index = 0; index < count; index++) {
    start[index] = bounds[2 * index] ?? 0;
    end[index] = bounds[2 * index + 1] ?? 0;
  }
  return { count, start, end };
}
