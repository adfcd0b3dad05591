import { CORPUS_FILE, GOLD_FILE, type GoldArticle, hashData, readGold } from "../learning/corpus.js";
import { cleanArticle } from "../text/clean.js";
import { splitSentences } from "../text/sentences.js";
import { tokenize } from "../text/tokens.js";
import { readArticleInput } from "./article-input.js";
import {
  ARTICLE_COLUMNS,
  ARTICLE_TONES,
  SENTENCE_COLUMNS,
  TARGET_COLUMNS,
  TARGET_TONES,
  TONE_FORMAT,
  type ToneArtifact,
} from "./artifact.js";
import type { BagInput } from "./bag.js";
import { type BagTask, type TrainedBag, trainBag } from "./bag-training.js";
import {
  EDITORIALS_FILE,
  NEWSMTSC_TRAIN_FILE,
  type RatedSentence,
  readEditorials,
  readNewsTargets,
  type TargetExample,
} from "./corpora.js";
import { type MarkedText, type Marker, markText } from "./marked-text.js";
import { packNetwork } from "./network.js";
import { markHeadline, type SentenceModel, scoreRange, scoreSentences } from "./read-tone.js";
import { readSentenceInput } from "./sentence-input.js";
import { readTargetInput } from "./target-input.js";
import { createWordKinds } from "./token-marks.js";
import { unpackTable } from "./weight-table.js";
import { assembleTable, createWordTable, type WordTable } from "./word-table.js";
import { VECTORS_FILE } from "./word-vectors.js";

export const TRAINING_FILES = [CORPUS_FILE, GOLD_FILE, EDITORIALS_FILE, NEWSMTSC_TRAIN_FILE, VECTORS_FILE];

/** What all three models learn from the word table. */
export interface Lesson {
  words: WordTable;
  marker: Marker;
}

/** Chosen in cross-validation. */
const SETTINGS = {
  sentence: {
    loss: "squared",
    hidden: 12,
    epochs: 24,
    wordDropout: 0.25,
    dropout: 0.5,
    decay: 0.02,
    vectorRate: 0.0005,
  },
  target: {
    loss: "crossEntropy",
    hidden: 24,
    epochs: 10,
    wordDropout: 0.2,
    dropout: 0.4,
    decay: 0.02,
    vectorRate: 0.003,
  },
  article: {
    loss: "crossEntropy",
    hidden: 16,
    epochs: 12,
    wordDropout: 0.5,
    dropout: 0.5,
    decay: 0.02,
    vectorRate: 0.003,
  },
} as const;

/** Chosen in cross-validation: what the networks say is too sure by this much. */
const TEMPERATURE = { target: 1.3, article: 1.5 };
/** In the order of ARTICLE_TONES: the rarer tones would hardly be given otherwise. */
export const OFFSETS = [0, 0.1, 0, 0.6];

/** Trains the tone model from the data directory: the same artifact each time. */
export function trainTone(dataDir: string, log: (line: string) => void): ToneArtifact {
  log("tone: words");
  const lesson = createLesson(createWordTable(dataDir));
  log("tone: sentences");
  const sentence = trainSentence(
    readEditorials(dataDir).map((rated) => readRated(rated, lesson)),
    lesson,
  );
  log("tone: targets");
  const target = trainTarget(
    readNewsTargets(dataDir, NEWSMTSC_TRAIN_FILE).map((example) => readTarget(example, lesson)),
    lesson,
  );
  log("tone: articles");
  const scorer = sentenceModel(sentence, lesson);
  const article = trainArticle(
    readGold(dataDir).map((gold) => readArticle(gold, scorer, lesson)),
    lesson,
  );
  return {
    format: TONE_FORMAT,
    trainedOn: hashData(dataDir, TRAINING_FILES),
    table: assembleTable(lesson.words, [
      { vectors: sentence.vectors, columns: SENTENCE_COLUMNS },
      { vectors: target.vectors, columns: TARGET_COLUMNS },
      { vectors: article.vectors, columns: ARTICLE_COLUMNS },
    ]),
    sentence: packNetwork(sentence.network),
    article: packNetwork(article.network),
    target: packNetwork(target.network),
    offsets: OFFSETS,
  };
}

export function createLesson(words: WordTable): Lesson {
  const table = unpackTable(assembleTable(words, []));
  return { words, marker: { table, kinds: createWordKinds(table.vocabulary) } };
}

/** The trained sentence model in the form in which the service has it. */
export function sentenceModel({ vectors, network }: TrainedBag, { words }: Lesson): SentenceModel {
  const table = unpackTable(assembleTable(words, [{ vectors, columns: SENTENCE_COLUMNS }]));
  return { table, sentence: { columns: SENTENCE_COLUMNS, network } };
}

/** An input with what the model should say of it. */
export interface Example {
  input: BagInput;
  target: number[];
}

export function readRated({ text, valence }: RatedSentence, { marker }: Lesson): Example {
  const marked = splitAndMark(text, marker);
  const input = readSentenceInput(marked, marker.table, { from: 0, to: marked.tokens.count });
  return { input, target: [valence] };
}

export function readTarget(example: TargetExample, { marker }: Lesson): Example {
  const input = readTargetInput(splitAndMark(example.text, marker), example);
  return { input, target: TARGET_TONES.map((label) => (label === example.tone ? 1 : 0)) };
}

/** Cleans the article first, as the service does. */
export function readArticle(article: GoldArticle, scorer: SentenceModel, { marker }: Lesson): Example {
  const { headline: title, body: text } = cleanArticle({ ...article, bodyFormat: "text" });
  const body = splitAndMark(text, marker);
  const headline = markHeadline(title, tokenize(title), marker);
  const headlineScore = scoreRange(headline, scorer, { from: 0, to: headline.tokens.count });
  const scored = { headline, body, headlineScore, sentenceScores: scoreSentences(body, scorer) };
  return {
    input: readArticleInput(scored, marker.table),
    target: ARTICLE_TONES.map((label) => (label === article.tone ? 1 : 0)),
  };
}

export function trainSentence(examples: readonly Example[], lesson: Lesson): TrainedBag {
  return trainBag(createTask(examples, lesson, SETTINGS.sentence));
}

export function trainTarget(examples: readonly Example[], lesson: Lesson): TrainedBag {
  return soften(trainBag(createTask(examples, lesson, SETTINGS.target)), TEMPERATURE.target);
}

export function trainArticle(examples: readonly Example[], lesson: Lesson): TrainedBag {
  return soften(trainBag(createTask(examples, lesson, SETTINGS.article)), TEMPERATURE.article);
}

/** Divides the scores by the temperature, so that confidences come true as often as they say. */
function soften({ vectors, network }: TrainedBag, temperature: number): TrainedBag {
  const divide = (weights: Float32Array) => weights.map((weight) => weight / temperature);
  const { second, direct, bias } = network;
  return { vectors, network: { ...network, second: divide(second), direct: divide(direct), bias: divide(bias) } };
}

type Settings = (typeof SETTINGS)[keyof typeof SETTINGS];

function createTask(examples: readonly Example[], { words }: Lesson, settings: Settings): BagTask {
  return {
    ...settings,
    examples: examples.map(({ input }) => input),
    targets: examples.map(({ target }) => target),
    vectors: words.vectors,
    columns: words.columns,
    seed: 1,
  };
}

function splitAndMark(text: string, marker: Marker): MarkedText {
  return markText(text, tokenize(text), splitSentences(text), marker);
}
