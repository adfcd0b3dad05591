import { CORPUS_FILE, GOLD_FILE, type GoldArticle, hashData, readGold } from "../learning/corpus.js";
import { splitSentences } from "../text/sentences.js";
import { hashWord, tokenize } from "../text/tokens.js";
import { readArticleFeatures } from "./article-features.js";
import { ARTICLE_TONES, TARGET_TONES, TONE_FORMAT, type ToneArtifact, type ToneModel } from "./artifact.js";
import {
  EDITORIALS_FILE,
  NEWSMTSC_DEV_FILE,
  NEWSMTSC_TRAIN_FILE,
  type RatedSentence,
  readEditorials,
  readNewsTargets,
  type TargetExample,
} from "./corpora.js";
import { LEXICONS, readLexicon } from "./lexicons.js";
import { type MarkedText, type Marker, markText } from "./marked-text.js";
import { type Network, packNetwork } from "./network.js";
import { averageNetworks, trainNetwork } from "./network-training.js";
import { markHeadline, scoreRange, scoreSentences } from "./read-tone.js";
import { readSentenceFeatures } from "./sentence-features.js";
import { readTargetFeatures } from "./target-features.js";
import { createMarkingWords } from "./token-marks.js";
import { type PackedTable, packTable, unpackTable } from "./weight-table.js";

export const TRAINING_FILES = [CORPUS_FILE, GOLD_FILE, EDITORIALS_FILE, NEWSMTSC_TRAIN_FILE, NEWSMTSC_DEV_FILE];

const SEEDS = [1, 2, 3];

/** Trains the tone model from the data directory: the same artifact each time. */
export function trainTone(dataDir: string, log: (line: string) => void): ToneArtifact {
  const packed = buildLexicon();
  const marker = { lexicon: unpackTable(packed), markingWords: createMarkingWords() };
  log("tone: sentences");
  const sentence = trainSentence(readEditorials(dataDir), marker);
  log("tone: targets");
  const target = trainTarget(readNewsTargets(dataDir, NEWSMTSC_TRAIN_FILE), marker);
  log("tone: articles");
  const article = trainArticle(readGold(dataDir), { ...marker, sentence, target, article: target });
  return {
    format: TONE_FORMAT,
    trainedOn: hashData(dataDir, TRAINING_FILES),
    lexicon: packed,
    sentence: packNetwork(sentence),
    article: packNetwork(article),
    target: packNetwork(target),
    metrics: {},
  };
}

export function buildLexicon(): PackedTable {
  const lexicons = LEXICONS.map(readLexicon);
  const words = new Map<number, string>();
  for (const lexicon of lexicons) for (const word of lexicon.keys()) words.set(hashWord(word), word);
  const keys = Uint32Array.from(words.keys());
  const weights = [...words.values()].flatMap((word) => lexicons.map((lexicon) => lexicon.get(word) ?? 0));
  return packTable(keys, weights, lexicons.length);
}

export function prepare(text: string, marker: Marker): MarkedText {
  return markText(text, tokenize(text), splitSentences(text), marker);
}

export function trainSentence(rated: readonly RatedSentence[], marker: Marker): Network {
  const inputs = rated.map(({ text }) => {
    const marked = prepare(text, marker);
    return readSentenceFeatures(marked, marker.lexicon, { from: 0, to: marked.tokens.count });
  });
  const targets = rated.map(({ valence }) => [valence]);
  const train = (seed: number) =>
    trainNetwork({ inputs, targets, loss: "squared", hidden: 8, epochs: 20, decay: 0.02, dropout: 0.1, seed });
  return averageNetworks(SEEDS.map(train));
}

export function trainTarget(examples: readonly TargetExample[], marker: Marker): Network {
  const inputs = examples.map((example) => readTargetFeatures(prepare(example.text, marker), marker.lexicon, example));
  const targets = examples.map(({ tone }) => TARGET_TONES.map((label) => (label === tone ? 1 : 0)));
  const train = (seed: number) =>
    trainNetwork({ inputs, targets, loss: "crossEntropy", hidden: 12, epochs: 12, decay: 0.02, dropout: 0.1, seed });
  return averageNetworks(SEEDS.map(train));
}

export function trainArticle(gold: readonly GoldArticle[], model: ToneModel): Network {
  const inputs = gold.map((article) => articleInputs(article, model));
  const targets = gold.map(({ tone }) => ARTICLE_TONES.map((label) => (label === tone ? 1 : 0)));
  const train = (seed: number) =>
    trainNetwork({ inputs, targets, loss: "crossEntropy", hidden: 12, epochs: 20, decay: 0.02, dropout: 0.1, seed });
  return averageNetworks(SEEDS.map(train));
}

export function articleInputs({ headline, body }: GoldArticle, model: ToneModel): Float32Array {
  const marked = prepare(body, model);
  const headlineTokens = tokenize(headline);
  const hasHeadline = headlineTokens.count > 0;
  const headlineScore = scoreRange(markHeadline(headline, headlineTokens, model), model, {
    from: 0,
    to: headlineTokens.count,
  });
  return readArticleFeatures({
    body: marked,
    sentenceScores: scoreSentences(marked, model),
    headlineScore,
    hasHeadline,
  });
}
