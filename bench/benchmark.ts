export interface Outcome {
  ratio: number;
  ours: string;
  theirs: string;
}

export interface Benchmark {
  name: string;
  /** The least ratio that passes. */
  least: number;
  /** The two sides of the ratio, as `ours / theirs`. */
  what: string;
  /** The programs that must be installed. */
  needs?: string[];
  run: () => Promise<Outcome>;
}
