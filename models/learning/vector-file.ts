import { readLines } from "./corpus.js";

export const VECTORS_FILE = "vectors/allsides-skipgram-100d.txt.gz";

/** Reads the words of the corpus, the most frequent first, each with its skip-gram vector. */
export function readVectorFile(dataDir: string): [word: string, vector: Float32Array][] {
  const [, ...lines] = readLines(dataDir, VECTORS_FILE);
  return lines.map((line) => {
    const [word = "", ...numbers] = line.trimEnd().split(" ");
    return [word, Float32Array.from(numbers, Number)];
  });
}
