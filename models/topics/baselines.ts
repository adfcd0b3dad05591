import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BayesClassifier } from "natural/lib/natural/classifiers/index.js";
import type { Topic } from "../../src/domain/topic.js";
import type { GoldArticle } from "../learning/corpus.js";
import { scoreRows, trainLogistic } from "../learning/linear.js";
import { type SparseRows, selectRows } from "../learning/sparse.js";
import { buildFeatureSpace, vectorize } from "./feature-space.js";
import type { TrainingText } from "./texts.js";

/** Graded articles as a baseline sees them. */
interface BaselineData {
  gold: readonly GoldArticle[];
  texts: readonly TrainingText[];
}

/** Scores the articles `inside` by a model of the articles `outside`; undefined where the program is missing. */
export type Baseline = (
  data: BaselineData,
  topic: Topic,
  outside: readonly number[],
  inside: readonly number[],
) => ArrayLike<number> | undefined;

/** More texts cost minutes and, with articles of this length, gained nothing. */
const NATURAL_TEXTS = 800;

/** TF-IDF of words and pairs, the headline once more, plain logistic regression. */
export function createLinearBaseline({ texts }: BaselineData): Baseline {
  const rows = plainRows(texts);
  return ({ gold }, topic, outside, inside) => {
    const targets = outside.map((index) => targetOf(gold, topic, index));
    return scorePlainly(rows, { outside, targets, inside });
  };
}

/** TF-IDF of words and pairs. */
export function plainRows(texts: readonly TrainingText[]): SparseRows {
  const reader = { leadWords: 80, leadCount: 2, headlineCount: 1, headlineFactor: 0.5 };
  return vectorize(texts, buildFeatureSpace(texts, { leastTexts: 8, idfPower: 1, reader }));
}

/** Scores the rows `inside` by a plain logistic regression on the rows `outside`, whose labels are `targets`. */
export function scorePlainly(
  rows: SparseRows,
  { outside, targets, inside }: { outside: readonly number[]; targets: readonly number[]; inside: readonly number[] },
): Float64Array {
  const model = trainLogistic({ rows: selectRows(rows, outside), targets, penalty: 1 / 30 });
  return scoreRows(model, selectRows(rows, inside));
}

/** natural's BayesClassifier as its readme shows it. Its classes all score 0 on a text of some hundred words. */
export const naturalBaseline: Baseline = ({ gold, texts }, topic, outside, inside) => {
  const classifier = new BayesClassifier();
  const step = Math.max(1, Math.floor(outside.length / NATURAL_TEXTS));
  for (const index of outside.filter((_, position) => position % step === 0)) {
    classifier.addDocument(textOf(texts, index), targetOf(gold, topic, index) > 0 ? "yes" : "no");
  }
  classifier.train();
  return inside.map((index) => (classifier.classify(textOf(texts, index)) === "yes" ? 1 : 0));
};

/** `fasttext supervised` with word pairs, where the program is installed. */
export const fastTextBaseline: Baseline = ({ gold, texts }, topic, outside, inside) => {
  if (spawnSync("fasttext").error) return undefined;
  const dir = mkdtempSync(join(tmpdir(), "beatline-fasttext-"));
  try {
    const line = (index: number) => textOf(texts, index).toLowerCase().replace(/\s+/g, " ");
    const labelled = (index: number) => `__label__${targetOf(gold, topic, index)} ${line(index)}`;
    writeFileSync(join(dir, "train"), outside.map(labelled).join("\n"));
    writeFileSync(join(dir, "test"), inside.map(line).join("\n"));
    const settings = "-wordNgrams 2 -epoch 10 -lr 0.5 -dim 50 -bucket 200000 -thread 1 -verbose 0".split(" ");
    execFileSync("fasttext", ["supervised", "-input", join(dir, "train"), "-output", join(dir, "model"), ...settings]);
    const answers = execFileSync("fasttext", ["predict-prob", join(dir, "model.bin"), join(dir, "test"), "2"], {
      encoding: "utf8",
    });
    return answers.trimEnd().split("\n").map(readChance);
  } finally {
    rmSync(dir, { recursive: true });
  }
};

function readChance(line: string): number {
  const cells = line.split(" ");
  return Number(cells[cells.indexOf("__label__1") + 1] ?? 0);
}

function textOf(texts: readonly TrainingText[], index: number): string {
  return `${texts[index]?.headline ?? ""}\n${texts[index]?.body ?? ""}`;
}

function targetOf(gold: readonly GoldArticle[], topic: Topic, index: number): number {
  return (gold[index]?.grades[topic] ?? 0) > 0 ? 1 : 0;
}
