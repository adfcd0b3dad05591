export interface Benchmark {
  name: string;
  /** The ratio that it must reach; `most` instead where less is better. */
  least?: number;
  most?: number;
  /** What one side of the ratio is over the other. */
  what: string;
  /** Programs that it starts. */
  needs?: string[];
  run: () => Promise<{ ratio: number; ours: string; theirs: string }>;
}
