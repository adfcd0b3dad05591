export interface Outcome {
  ratio: number;
  ours: string;
  theirs: string;
}

export interface Benchmark {
  name: string;
  /** The ratio that it must reach. */
  least: number;
  /** What one side of the ratio is over the other. */
  what: string;
  /** Programs that it starts. */
  needs?: string[];
  run: () => Promise<Outcome>;
}
