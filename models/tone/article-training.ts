import type { TonedArticle } from "../learning/corpus.js";
import { cleanArticle } from "../text/clean.js";
import { splitArticle } from "../text/split-article.js";
import { hashWord } from "../text/tokens.js";
import { type DocumentRow, type FieldRow, readValues } from "../topics/reader.js";
import { readArticleInput } from "./article-input.js";
import { ARTICLE_TONES } from "./artifact.js";
import { type TrainedBag, trainBag } from "./bag-training.js";
import { type Example, type Lesson, type LessonSettings, learn } from "./lesson.js";
import { describeParts } from "./part-examples.js";
import type { PhraseModel } from "./phrase-scores.js";
import { type PhraseLesson, trainPhrases } from "./phrase-training.js";
import { createRandom } from "./random.js";
import { type SentenceModel, scoreArticle } from "./read-tone.js";

/** Chosen in cross-validation. */
const SETTINGS: LessonSettings = {
  loss: "crossEntropy",
  hidden: 32,
  epochs: 12,
  wordDropout: 0.5,
  dropout: 0.5,
  decay: 0.02,
  vectorRate: 0.002,
  temperature: 1.5,
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
/** Added to the scores of ARTICLE_TONES: without it rarer tones would hardly be given. Chosen in cross-validation. */
const HEAD_STARTS = [0, 0.8, 0.2, 0.9];
/** The share of a target that is spread over all tones: one reader gave each label, and a second one changes .18. */
const SPREAD_LABEL = 0.1;
export interface ArticleExample extends Example {
  /** The article's features, for the phrases. */
  values: DocumentRow;
  /** Inputs of the part model. */
  parts: Float32Array[];
  /** Whether the article is gold: confidences should match the frequencies of the gold tones. */
  isGold: boolean;
}

/** What the article model learns from: words with their vectors, and phrases. */
export interface ArticleLesson extends Lesson {
  phrases: PhraseLesson;
}

interface TrainedArticle {
  bag: TrainedBag;
  phrases: PhraseModel;
}

/** Cleans the article first, as the service does. */
export function readArticle(article: TonedArticle, scorer: SentenceModel, phrases: PhraseLesson): ArticleExample {
  const split = splitArticle(cleanArticle({ ...article, bodyFormat: "text" }));
  const scored = scoreArticle(split, scorer);
  return {
    input: readArticleInput(scored, scorer.table),
    values: compactDocument(readValues(split, phrases.space)),
    parts: describeParts(scored, createRandom(hashWord(article.id))),
    target: ARTICLE_TONES.map((label) => (label === article.tone ? 1 : 0)),
    isGold: "grades" in article,
  };
}

/** Drops the reader's spare room and the places, since tens of thousands of documents are held at once. */
function compactDocument({ text, headline }: DocumentRow): DocumentRow {
  const compact = ({ count, row, value }: FieldRow) => ({
    count,
    row: row.slice(0, count),
    value: value.slice(0, count),
  });
  return { text: compact(text), headline: compact(headline) };
}

export function trainArticle(examples: readonly ArticleExample[], lesson: ArticleLesson): TrainedArticle {
  const softened = examples.map((example) => ({ ...example, target: spreadLabel(example.target) }));
  const { vectors, network } = learn(softened, lesson, SETTINGS);
  const lead = goldLead(examples);
  const bias = network.bias.map((own, tone) => own + (lead[tone] ?? 0) + (HEAD_STARTS[tone] ?? 0));
  return {
    bag: { vectors, network: { ...network, bias } },
    phrases: trainPhrases(
      examples.map(({ values }) => values),
      softened.map(({ target }) => target),
      lesson.phrases,
    ),
  };
}

/** Returns what corrects the scores for tones that are rarer or more frequent in gold than in all examples. */
function goldLead(examples: readonly ArticleExample[]): number[] {
  const all = toneShares(examples);
  return toneShares(examples.filter(({ isGold }) => isGold)).map((share, tone) => Math.log(share / (all[tone] ?? 1)));
}

/** Returns each tone's share, as if there were one more example of each. */
function toneShares(examples: readonly ArticleExample[]): number[] {
  return ARTICLE_TONES.map((_, tone) => {
    const count = examples.filter(({ target }) => target[tone] === 1).length;
    return (count + 1) / (examples.length + ARTICLE_TONES.length);
  });
}

/** Gives every tone the same weight: few words tell little, and must not be called negative for that. */
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
