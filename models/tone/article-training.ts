import type { TonedArticle } from "../learning/corpus.js";
import { cleanArticle } from "../text/clean.js";
import { hashWord, tokenize } from "../text/tokens.js";
import { readArticleInput, type ScoredArticle } from "./article-input.js";
import { ARTICLE_COLUMNS, ARTICLE_TONES, WORD_COLUMNS } from "./artifact.js";
import { type TrainedBag, trainBag } from "./bag-training.js";
import { type Example, type Lesson, type LessonSettings, learn, splitAndMark } from "./lesson.js";
import type { Marker } from "./marked-text.js";
import { describeParts } from "./part-examples.js";
import { createRandom } from "./random.js";
import { markHeadline, type SentenceModel, scoreRange, scoreSentences } from "./read-tone.js";
import { countWords, type WordCounts } from "./word-counts.js";
import type { LearnedColumns } from "./word-table.js";
import { type TrainedWords, trainWords } from "./word-training.js";

/** Chosen in cross-validation. */
const SETTINGS: LessonSettings = {
  loss: "crossEntropy",
  hidden: 32,
  epochs: 20,
  wordDropout: 0.5,
  dropout: 0.5,
  decay: 0.02,
  vectorRate: 0.002,
  temperature: 1.725,
};
const PART_SETTINGS = {
  loss: "crossEntropy",
  hidden: 8,
  epochs: 10,
  wordDropout: 0,
  dropout: 0.1,
  decay: 0.02,
  vectorRate: 0,
} as const;
/** In the order of ARTICLE_TONES: the rarer tones would hardly be given otherwise. */
export const OFFSETS = [0, 0.5, 0.2, 0.9];
/** One reader gave each label, and two of them agree on .84: so much of each target is spread over all tones. */
const SPREAD_LABEL = 0.1;
/** How much the words by themselves say beside the network. */
const WORD_SHARE = 0.26;

export interface ArticleExample extends Example {
  counts: WordCounts;
  /** Inputs of the part model. */
  parts: Float32Array[];
  /** Whether it is one of the articles whose tones are as frequent as the confidences should say. */
  isGold: boolean;
}

/** A network and, beside it, what the words say by themselves; the network's bias is that of both. */
export interface TrainedArticle extends TrainedBag {
  words: TrainedWords;
}

/** Cleans the article first, as the service does. */
export function readArticle(article: TonedArticle, scorer: SentenceModel, { marker }: Lesson): ArticleExample {
  const scored = scoreArticle(article, scorer, marker);
  return {
    input: readArticleInput(scored, marker.table),
    counts: countWords(scored.headline, scored.body, marker.table),
    parts: describeParts(scored, createRandom(hashWord(article.id))),
    target: ARTICLE_TONES.map((label) => (label === article.tone ? 1 : 0)),
    isGold: "grades" in article,
  };
}

function scoreArticle(article: TonedArticle, scorer: SentenceModel, marker: Marker): ScoredArticle {
  const { headline: title, body: text } = cleanArticle({ ...article, bodyFormat: "text" });
  const body = splitAndMark(text, marker);
  const headline = markHeadline(title, tokenize(title), marker);
  const headlineScore = scoreRange(headline, scorer, { from: 0, to: headline.tokens.count });
  return { headline, body, headlineScore, sentenceScores: scoreSentences(body, scorer) };
}

export function trainArticle(examples: readonly ArticleExample[], lesson: Lesson): TrainedArticle {
  const softened = examples.map((example) => ({ ...example, target: spreadLabel(example.target) }));
  const { vectors, network } = learn(softened, lesson, SETTINGS);
  const rowCount = lesson.words.vectors.length / lesson.words.columns;
  const { weights, bias } = trainWords(
    examples.map(({ counts }) => counts),
    softened.map(({ target }) => target),
    rowCount,
  );
  const lead = goldLead(examples);
  return {
    vectors,
    network: {
      ...network,
      bias: network.bias.map((own, tone) => own + WORD_SHARE * (bias[tone] ?? 0) + (lead[tone] ?? 0)),
    },
    words: { weights: weights.map((weight) => weight * WORD_SHARE), bias },
  };
}

/** What takes out of the scores that some tones are rarer among the gold than among all examples, or more frequent. */
function goldLead(examples: readonly ArticleExample[]): number[] {
  const all = toneShares(examples);
  return toneShares(examples.filter(({ isGold }) => isGold)).map((share, tone) => Math.log(share / (all[tone] ?? 1)));
}

/** Each tone's share, as if there were one example more of each. */
function toneShares(examples: readonly ArticleExample[]): number[] {
  return ARTICLE_TONES.map((_, tone) => {
    const count = examples.filter(({ target }) => target[tone] === 1).length;
    return (count + 1) / (examples.length + ARTICLE_TONES.length);
  });
}

/** The columns of the word table that an article's model has learned. */
export function articleColumns({ vectors, words }: TrainedArticle): LearnedColumns[] {
  return [
    { vectors, columns: ARTICLE_COLUMNS },
    { vectors: words.weights, columns: WORD_COLUMNS },
  ];
}

/** Every tone counts alike: few words tell little, and should not for that be called negative. */
export function trainPart(examples: readonly ArticleExample[]): TrainedBag {
  const parts = examples.flatMap(({ parts, target }) => parts.map((surface) => ({ surface, target })));
  const counts = ARTICLE_TONES.map((_, tone) => parts.filter(({ target }) => target[tone] === 1).length);
  return trainBag({
    ...PART_SETTINGS,
    examples: parts.map(({ surface }) => ({ windows: [], surface })),
    targets: parts.map(({ target }) => target),
    importance: parts.map(({ target }) => parts.length / ARTICLE_TONES.length / (counts[target.indexOf(1)] ?? 1)),
    vectors: new Float32Array(0),
    columns: 0,
    seed: 1,
  });
}

function spreadLabel(target: readonly number[]): number[] {
  return target.map((share) => share * (1 - SPREAD_LABEL) + SPREAD_LABEL / target.length);
}
