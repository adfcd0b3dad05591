import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { featureKey } from "../text/features.js";
import { hashWord, tokenize } from "../text/tokens.js";

export const VECTORS_FILE = "vectors/allsides-skipgram-100d.txt.gz";

export interface WordVectors {
  size: number;
  /** Word to its row in `numbers`, by the feature key of the word. */
  rows: Map<number, number>;
  words: string[];
  /** Row by row, with the mean of all rows taken away. */
  numbers: Float32Array;
}

/** The vectors of the words that the tokenizer would give as such. */
export function readWordVectors(dataDir: string): WordVectors {
  const lines = gunzipSync(readFileSync(join(dataDir, VECTORS_FILE)))
    .toString("utf8")
    .trimEnd()
    .split("\n")
    .slice(1);
  const vectors: WordVectors = { size: 0, rows: new Map(), words: [], numbers: new Float32Array(0) };
  const kept: Float32Array[] = [];
  for (const line of lines) {
    const [word = "", ...cells] = line.trimEnd().split(" ");
    const key = featureKey(word);
    if (!isWord(word) || vectors.rows.has(key)) continue;
    vectors.rows.set(key, vectors.words.length);
    vectors.words.push(word);
    kept.push(Float32Array.from(cells, Number));
  }
  return center({ ...vectors, size: kept[0]?.length ?? 0 }, kept);
}

/** The vectors of named features, row by row; zeros for a pair, a word in capitals and an unknown word. */
export function vectorsOf(names: readonly string[], vectors: WordVectors): Float32Array {
  const { size, rows, numbers } = vectors;
  const found = new Float32Array(names.length * size);
  names.forEach((name, index) => {
    const row = rows.get(featureKey(name));
    if (row !== undefined) found.set(numbers.subarray(row * size, (row + 1) * size), index * size);
  });
  return found;
}

function isWord(word: string): boolean {
  const { count, hash } = tokenize(word);
  return (
    count === 1 && hash[0] === hashWord(word) && word === word.toLowerCase() && !/\d{3}|[^\p{L}\p{M}\p{N}']/u.test(word)
  );
}

function center(vectors: WordVectors, kept: readonly Float32Array[]): WordVectors {
  const { size } = vectors;
  const numbers = new Float32Array(kept.length * size);
  for (let dimension = 0; dimension < size; dimension++) {
    const mean = kept.reduce((sum, vector) => sum + (vector[dimension] ?? 0), 0) / kept.length;
    kept.forEach((vector, row) => {
      numbers[row * size + dimension] = (vector[dimension] ?? 0) - mean;
    });
  }
  return { ...vectors, numbers };
}
