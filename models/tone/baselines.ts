import { createRequire } from "node:module";
import { SentimentAnalyzer } from "natural/lib/natural/sentiment/index.js";
import type { GoldArticle } from "../learning/corpus.js";
import { accuracy, correlation, macroF1 } from "../learning/metrics.js";
import { splitSentences } from "../text/sentences.js";
import { plainRows, scorePlainly } from "../topics/baselines.js";
import { readTrainingText } from "../topics/texts.js";
import { ARTICLE_TONES, TARGET_TONES } from "./artifact.js";
import { clearAuc } from "./clear-auc.js";
import type { RatedSentence, TargetExample } from "./corpora.js";
import type { ToneRow } from "./evaluation.js";

/** A word list with rules: above `clear` a text is positive, under -`clear` negative. */
interface Rater {
  candidate: string;
  score: (text: string) => number;
  clear: number;
}

interface Vader {
  SentimentIntensityAnalyzer: { polarity_scores: (text: string) => { compound: number } };
}

/** Creates VADER as its authors use it: a clear sentence has a compound of more than .05. */
export function createVader(): Rater {
  // The package has no types; this is what its readme documents.
  const { SentimentIntensityAnalyzer } = createRequire(import.meta.url)("vader-sentiment") as Vader;
  const score = (text: string) => SentimentIntensityAnalyzer.polarity_scores(text).compound;
  return { candidate: "VADER", score, clear: 0.05 };
}

/** Creates natural's SentimentAnalyzer; empty texts would score NaN. */
export function createAfinn(): Rater {
  const analyzer = new SentimentAnalyzer("English", undefined, "afinn");
  const score = (text: string) => {
    const words = text.toLowerCase().match(/[a-z'’-]+/g) ?? [];
    return words.length === 0 ? 0 : analyzer.getSentiment(words);
  };
  return { candidate: "natural, AFINN", score, clear: 0 };
}

/** Measures a word list on the sentences of editorials. */
export function rateSentences({ candidate, score }: Rater, rated: readonly RatedSentence[]): ToneRow {
  const r = correlation(
    rated.map(({ text }) => score(text)),
    rated.map(({ valence }) => valence),
  );
  return { task: "editorials", candidate, metrics: { r } };
}

/** Measures a word list on the tone toward targets, of which it knows only the sentence's tone. */
export function judgeTargets(rater: Rater, examples: readonly TargetExample[]): ToneRow {
  const predicted = examples.map(({ text }) => TARGET_TONES.indexOf(toneOf(rater, rater.score(text))));
  const truths = examples.map(({ tone }) => TARGET_TONES.indexOf(tone));
  return { task: "targets", candidate: rater.candidate, metrics: { macroF1: macroF1(predicted, truths, 3) } };
}

/** Measures a word list on articles, by the mean of their sentences. It never says mixed. */
export function judgeArticles(rater: Rater, gold: readonly GoldArticle[]): ToneRow {
  const scores = gold.map(({ headline, body }) => meanScore(rater, `${headline}\n\n${body}`));
  const predicted = scores.map((score) => ARTICLE_TONES.indexOf(toneOf(rater, score)));
  const metrics = { ...measure(predicted, gold), auc: clearAuc(scores, tonesOf(gold)) };
  return { task: "articles", candidate: rater.candidate, metrics };
}

/** Calls every article negative. */
export function judgeByMajority(gold: readonly GoldArticle[]): ToneRow {
  const predicted = gold.map(() => ARTICLE_TONES.indexOf("negative"));
  return { task: "articles", candidate: "always negative", metrics: measure(predicted, gold) };
}

/** Cross-validates TF-IDF of words and pairs with plain logistic regression of each tone against the others. */
export function judgeByRegression(
  gold: readonly GoldArticle[],
  folds: readonly { inside: readonly number[]; outside: readonly number[] }[],
): ToneRow {
  const rows = plainRows(gold.map(readTrainingText));
  const scores = gold.map(() => ARTICLE_TONES.map(() => 0));
  for (const { inside, outside } of folds) {
    ARTICLE_TONES.forEach((tone, column) => {
      const targets = outside.map((index) => (gold[index]?.tone === tone ? 1 : 0));
      const found = scorePlainly(rows, { outside, targets, inside });
      inside.forEach((index, place) => {
        scores[index]?.splice(column, 1, found[place] ?? 0);
      });
    });
  }
  const predicted = scores.map((all) => all.indexOf(Math.max(...all)));
  const lean = scores.map(([negative = 0, , , positive = 0]) => positive - negative);
  const metrics = { ...measure(predicted, gold), auc: clearAuc(lean, tonesOf(gold)) };
  return { task: "articles", candidate: "TF-IDF + logistic regression", metrics };
}

function toneOf({ clear }: Rater, score: number): "positive" | "negative" | "neutral" {
  return score > clear ? "positive" : score < -clear ? "negative" : "neutral";
}

function meanScore({ score }: Rater, text: string): number {
  const { count, start, end } = splitSentences(text);
  let sum = 0;
  for (let sentence = 0; sentence < count; sentence++) sum += score(text.slice(start[sentence], end[sentence]));
  return count === 0 ? 0 : sum / count;
}

function tonesOf(gold: readonly GoldArticle[]): number[] {
  return gold.map(({ tone }) => ARTICLE_TONES.indexOf(tone));
}

function measure(predicted: readonly number[], gold: readonly GoldArticle[]): { accuracy: number; macroF1: number } {
  const truths = tonesOf(gold);
  return { accuracy: accuracy(predicted, truths), macroF1: macroF1(predicted, truths, ARTICLE_TONES.length) };
}
