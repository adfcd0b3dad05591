import { packRows } from "../learning/sparse.js";
import { trainWithPrior } from "../topics/prior-training.js";
import type { WordCounts } from "./word-counts.js";

/** A linear model of word counts, one output for each tone. */
export interface TrainedWords {
  /** A row for each row of the word table, a column for each tone. */
  weights: Float32Array;
  bias: number[];
}

/** The fewest texts that a word must occur in. */
const LEAST_TEXTS = 8;
const PENALTY = 0.04;

/** One logistic regression for each tone; `targets` holds its probability in each text. */
export function trainWords(
  texts: readonly WordCounts[],
  targets: readonly (readonly number[])[],
  rowCount: number,
): TrainedWords {
  const frequencies = countTexts(texts, rowCount);
  const rows = packRows(
    texts.map(({ rows, values }) => keepFrequent(rows, values, frequencies)),
    rowCount,
  );
  const tones = targets[0]?.length ?? 0;
  const models = Array.from({ length: tones }, (_, tone) =>
    trainWithPrior({ rows, featureCount: rowCount, targets: targets.map((of) => of[tone] ?? 0), penalty: PENALTY }),
  );
  return {
    weights: Float32Array.from(
      { length: rowCount * tones },
      (_, at) => models[at % tones]?.weights[Math.floor(at / tones)] ?? 0,
    ),
    bias: models.map(({ bias }) => bias),
  };
}

function countTexts(texts: readonly WordCounts[], rowCount: number): Int32Array {
  const frequencies = new Int32Array(rowCount);
  for (const { rows } of texts) for (const row of rows) frequencies[row] = (frequencies[row] ?? 0) + 1;
  return frequencies;
}

function keepFrequent(rows: Int32Array, values: Float32Array, frequencies: Int32Array) {
  const isFrequent = (row: number) => (frequencies[row] ?? 0) >= LEAST_TEXTS;
  return { columns: rows.filter(isFrequent), values: values.filter((_, index) => isFrequent(rows[index] ?? 0)) };
}
