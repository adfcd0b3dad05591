import { readVectorFile } from "../learning/vector-file.js";
import { featureKey } from "../text/features.js";
import { hashWord, tokenize } from "../text/tokens.js";

export interface WordVectors {
  size: number;
  /** The row of each word in `numbers`, by the word's feature key. */
  rows: Map<number, number>;
  words: string[];
  /** Row by row, less the mean of all rows. */
  numbers: Float32Array;
}

/** Reads the vectors of words that the tokenizer returns unchanged. */
export function readWordVectors(dataDir: string): WordVectors {
  const rows = new Map<number, number>();
  const kept = readVectorFile(dataDir).filter(([word]) => {
    const key = featureKey(word);
    if (!isWord(word) || rows.has(key)) return false;
    rows.set(key, rows.size);
    return true;
  });
  const vectors = kept.map(([, vector]) => vector);
  return { size: vectors[0]?.length ?? 0, rows, words: kept.map(([word]) => word), numbers: center(vectors) };
}

/** Returns the vectors of named features, row by row; zeros for a pair, a word in capitals and an unknown word. */
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

/** Returns the vectors row by row, less the mean of all rows. */
function center(kept: readonly Float32Array[]): Float32Array {
  const size = kept[0]?.length ?? 0;
  const numbers = new Float32Array(kept.length * size);
  for (let dimension = 0; dimension < size; dimension++) {
    const mean = kept.reduce((sum, vector) => sum + (vector[dimension] ?? 0), 0) / kept.length;
    kept.forEach((vector, row) => {
      numbers[row * size + dimension] = (vector[dimension] ?? 0) - mean;
    });
  }
  return numbers;
}
