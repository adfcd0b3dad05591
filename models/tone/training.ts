import { CORPUS_FILE, GOLD_FILE, type GradedArticle, hashData, joinGold, readCorpus } from "../learning/corpus.js";
import { LABELS_FOLDER } from "../learning/further-labels.js";
import { VECTORS_FILE } from "../learning/vector-file.js";
import { packNumbers } from "../packed-numbers.js";
import { buildArticleSpace } from "../topics/article-training.js";
import { GRADES_FILE, joinGrades } from "../topics/further-grades.js";
import { PERSON_NAMES_FILE } from "../topics/person-names.js";
import { readTrainingText } from "../topics/texts.js";
import { readWordVectors } from "../topics/word-vectors.js";
import { readArticle, trainArticle, trainPart } from "./article-training.js";
import {
  ARTICLE_COLUMNS,
  SENTENCE_COLUMNS,
  TARGET_COLUMNS,
  TARGET_TONES,
  TONE_FORMAT,
  type ToneArtifact,
} from "./artifact.js";
import type { TrainedBag } from "./bag-training.js";
import {
  EDITORIALS_FILE,
  NEWSMTSC_TRAIN_FILE,
  type RatedSentence,
  readEditorials,
  readNewsTargets,
  type TargetExample,
} from "./corpora.js";
import { joinTones, joinValences, LABEL_FILES } from "./further-labels.js";
import { createLesson, type Example, type Lesson, type LessonSettings, learn, splitAndMark } from "./lesson.js";
import { WORD_VALENCES_FILE } from "./lexicons.js";
import { packNetwork } from "./network.js";
import { createPhraseLesson, type PhraseLesson } from "./phrase-training.js";
import type { SentenceModel } from "./read-tone.js";
import { readSentenceInput } from "./sentence-input.js";
import { readTargetInput } from "./target-input.js";
import { unpackTable } from "./weight-table.js";
import { assembleTable, createWordTable } from "./word-table.js";

/** What the tone model is trained on. */
export const TONE_FILES = [CORPUS_FILE, GOLD_FILE, EDITORIALS_FILE, NEWSMTSC_TRAIN_FILE, VECTORS_FILE];

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

/** Trains the tone model from the data directory, the same each time. */
export function trainTone(dataDir: string, log: (line: string) => void): ToneArtifact {
  log("tone: words");
  const corpus = readCorpus(dataDir);
  const gold = joinGold(corpus, dataDir);
  const lesson = {
    ...createLesson(createWordTable(dataDir)),
    phrases: createArticlePhrases(dataDir, [...gold, ...joinGrades(corpus)]),
  };
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
  const examples = [...gold, ...joinTones(corpus)].map((article) => readArticle(article, scorer, lesson.phrases));
  const { bag: article, phrases } = trainArticle(examples, lesson);
  log("tone: parts of articles");
  const part = trainPart(examples);
  return {
    format: TONE_FORMAT,
    trainedOn: hashData([
      { folder: dataDir, files: TONE_FILES },
      { folder: LABELS_FOLDER, files: [GRADES_FILE, PERSON_NAMES_FILE, ...LABEL_FILES, WORD_VALENCES_FILE] },
    ]),
    table: assembleTable(lesson.words, [
      { vectors: sentence.vectors, columns: SENTENCE_COLUMNS },
      { vectors: target.vectors, columns: TARGET_COLUMNS },
      { vectors: article.vectors, columns: ARTICLE_COLUMNS },
    ]),
    sentence: packNetwork(sentence.network),
    article: packNetwork(article.network),
    phrases: { ...phrases, bias: [...phrases.bias], weights: packNumbers(phrases.weights) },
    part: packNetwork(part.network),
    target: packNetwork(target.network),
  };
}

/** @param graded the articles that the topics' reader of articles is trained on. */
export function createArticlePhrases(dataDir: string, graded: readonly GradedArticle[]): PhraseLesson {
  const texts = graded.map(readTrainingText);
  return createPhraseLesson(buildArticleSpace(texts), texts, readWordVectors(dataDir));
}

/** Returns the trained sentence model in the form that the service uses. */
export function sentenceModel({ vectors, network }: TrainedBag, { words, marker }: Lesson): SentenceModel {
  const table = unpackTable(assembleTable(words, [{ vectors, columns: SENTENCE_COLUMNS }]));
  return { table, kinds: marker.kinds, sentence: { columns: SENTENCE_COLUMNS, network } };
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
