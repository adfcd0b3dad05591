import { CORPUS_FILE, GOLD_FILE, hashData, joinGold, readCorpus } from "../learning/corpus.js";
import { articleColumns, OFFSETS, readArticle, trainArticle, trainPart } from "./article-training.js";
import { SENTENCE_COLUMNS, TARGET_COLUMNS, TARGET_TONES, TONE_FORMAT, type ToneArtifact } from "./artifact.js";
import type { TrainedBag } from "./bag-training.js";
import {
  EDITORIALS_FILE,
  NEWSMTSC_TRAIN_FILE,
  type RatedSentence,
  readEditorials,
  readNewsTargets,
  type TargetExample,
} from "./corpora.js";
import { joinTones, joinValences, LABEL_FILES, LABELS_FOLDER } from "./further-labels.js";
import { createLesson, type Example, type Lesson, type LessonSettings, learn, splitAndMark } from "./lesson.js";
import { packNetwork } from "./network.js";
import type { SentenceModel } from "./read-tone.js";
import { readSentenceInput } from "./sentence-input.js";
import { readTargetInput } from "./target-input.js";
import { unpackTable } from "./weight-table.js";
import { assembleTable, createWordTable } from "./word-table.js";
import { VECTORS_FILE } from "./word-vectors.js";

export const TRAINING_FILES = [CORPUS_FILE, GOLD_FILE, EDITORIALS_FILE, NEWSMTSC_TRAIN_FILE, VECTORS_FILE];

/** Chosen in cross-validation. */
const SETTINGS: Record<"sentence" | "target", LessonSettings> = {
  sentence: {
    loss: "squared",
    hidden: 12,
    epochs: 12,
    wordDropout: 0.25,
    dropout: 0.5,
    decay: 0.02,
    vectorRate: 0.003,
    temperature: 1,
  },
  target: {
    loss: "crossEntropy",
    hidden: 24,
    epochs: 10,
    wordDropout: 0.2,
    dropout: 0.4,
    decay: 0.02,
    vectorRate: 0.003,
    temperature: 1.3,
  },
};

/** Trains the tone model from the data directory: the same artifact each time. */
export function trainTone(dataDir: string, log: (line: string) => void): ToneArtifact {
  log("tone: words");
  const corpus = readCorpus(dataDir);
  const lesson = createLesson(createWordTable(dataDir));
  log("tone: sentences");
  const sentence = trainSentence(
    [...readEditorials(dataDir), ...joinValences(corpus)].map((rated) => readRated(rated, lesson)),
    lesson,
  );
  log("tone: targets");
  const target = trainTarget(
    readNewsTargets(dataDir, NEWSMTSC_TRAIN_FILE).map((example) => readTarget(example, lesson)),
    lesson,
  );
  log("tone: articles");
  const scorer = sentenceModel(sentence, lesson);
  const examples = [...joinGold(corpus, dataDir), ...joinTones(corpus)].map((article) =>
    readArticle(article, scorer, lesson),
  );
  const article = trainArticle(examples, lesson);
  log("tone: parts of articles");
  const part = trainPart(examples);
  return {
    format: TONE_FORMAT,
    trainedOn: hashData([
      { folder: dataDir, files: TRAINING_FILES },
      { folder: LABELS_FOLDER, files: LABEL_FILES },
    ]),
    table: assembleTable(lesson.words, [
      { vectors: sentence.vectors, columns: SENTENCE_COLUMNS },
      { vectors: target.vectors, columns: TARGET_COLUMNS },
      ...articleColumns(article),
    ]),
    sentence: packNetwork(sentence.network),
    article: packNetwork(article.network),
    part: packNetwork(part.network),
    target: packNetwork(target.network),
    offsets: OFFSETS,
  };
}

/** The trained sentence model in the form in which the service has it. */
export function sentenceModel({ vectors, network }: TrainedBag, { words }: Lesson): SentenceModel {
  const table = unpackTable(assembleTable(words, [{ vectors, columns: SENTENCE_COLUMNS }]));
  return { table, sentence: { columns: SENTENCE_COLUMNS, network } };
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

export function trainSentence(examples: readonly Example[], lesson: Lesson): TrainedBag {
  return learn(examples, lesson, SETTINGS.sentence);
}

export function trainTarget(examples: readonly Example[], lesson: Lesson): TrainedBag {
  return learn(examples, lesson, SETTINGS.target);
}
