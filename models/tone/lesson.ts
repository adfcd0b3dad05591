import { splitSentences } from "../text/sentences.js";
import { tokenize } from "../text/tokens.js";
import type { BagInput } from "./bag.js";
import { type BagTask, type TrainedBag, trainBag } from "./bag-training.js";
import { type MarkedText, type Marker, markText } from "./marked-text.js";
import { createWordKinds } from "./token-marks.js";
import { unpackTable } from "./weight-table.js";
import { assembleTable, type WordTable } from "./word-table.js";

/** The words to learn from, and what marks them in a text. */
export interface Lesson {
  words: WordTable;
  marker: Marker;
}

export function createLesson(words: WordTable): Lesson {
  const table = unpackTable(assembleTable(words, []));
  return { words, marker: { table, kinds: createWordKinds(table.vocabulary) } };
}

/** An input with the output that the model should give. */
export interface Example {
  input: BagInput;
  target: number[];
}

/** How a model of bags of words learns. */
export interface LessonSettings
  extends Pick<BagTask, "loss" | "hidden" | "epochs" | "wordDropout" | "dropout" | "decay" | "vectorRate"> {
  /** The scores are divided by this, so that confidences are right as often as they say. */
  temperature: number;
}

export function learn(examples: readonly Example[], { words }: Lesson, settings: LessonSettings): TrainedBag {
  const trained = trainBag({
    ...settings,
    examples: examples.map(({ input }) => input),
    targets: examples.map(({ target }) => target),
    vectors: words.vectors,
    columns: words.columns,
    seed: 1,
  });
  return soften(trained, settings.temperature);
}

function soften({ vectors, network }: TrainedBag, temperature: number): TrainedBag {
  const divide = (weights: Float32Array) => weights.map((weight) => weight / temperature);
  const { second, direct, bias } = network;
  return { vectors, network: { ...network, second: divide(second), direct: divide(direct), bias: divide(bias) } };
}

export function splitAndMark(text: string, marker: Marker): MarkedText {
  return markText(text, tokenize(text), splitSentences(text), marker);
}
