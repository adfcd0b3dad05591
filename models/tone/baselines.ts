import { SentimentAnalyzer } from "natural/lib/natural/sentiment/index.js";
import type { GoldArticle } from "../learning/corpus.js";
import { accuracy, areaUnderCurve, correlation, macroF1 } from "../learning/metrics.js";
import { ARTICLE_TONES, TARGET_TONES } from "./artifact.js";
import type { RatedSentence, TargetExample } from "./corpora.js";
import type { ToneRow } from "./evaluation.js";

const CANDIDATE = "natural, AFINN";

/** What natural's SentimentAnalyzer makes of the sentences of editorials. */
export function rateByAfinn(rated: readonly RatedSentence[]): ToneRow {
  const score = createAfinn();
  const r = correlation(
    rated.map(({ text }) => score(text)),
    rated.map(({ valence }) => valence),
  );
  return { task: "editorials", candidate: CANDIDATE, metrics: { r } };
}

/** The same of the tone toward targets: it knows of none, so the sentence's tone stands for it. */
export function judgeTargetsByAfinn(examples: readonly TargetExample[]): ToneRow {
  const score = createAfinn();
  const predicted = examples.map(({ text }) => 1 + Math.sign(score(text)));
  const truths = examples.map(({ tone }) => TARGET_TONES.indexOf(tone));
  return { task: "targets", candidate: CANDIDATE, metrics: { macroF1: macroF1(predicted, truths, 3) } };
}

/** The same of articles; it never says mixed. */
export function judgeArticlesByAfinn(gold: readonly GoldArticle[]): ToneRow {
  const score = createAfinn();
  const scores = gold.map(({ headline, body }) => score(`${headline} ${body}`));
  const predicted = scores.map((value) =>
    ARTICLE_TONES.indexOf(value < 0 ? "negative" : value > 0 ? "positive" : "neutral"),
  );
  const clear = [...gold.keys()].filter((index) => ["positive", "negative"].includes(gold[index]?.tone ?? ""));
  const auc = areaUnderCurve(
    clear.map((index) => scores[index] ?? 0),
    clear.map((index) => (gold[index]?.tone === "positive" ? 1 : 0)),
  );
  return { task: "articles", candidate: CANDIDATE, metrics: { ...measure(predicted, gold), auc } };
}

/** Every article is called negative. */
export function judgeArticlesByMajority(gold: readonly GoldArticle[]): ToneRow {
  const predicted = gold.map(() => ARTICLE_TONES.indexOf("negative"));
  return { task: "articles", candidate: "always negative", metrics: measure(predicted, gold) };
}

function measure(predicted: readonly number[], gold: readonly GoldArticle[]): { accuracy: number; macroF1: number } {
  const truths = gold.map(({ tone }) => ARTICLE_TONES.indexOf(tone));
  return { accuracy: accuracy(predicted, truths), macroF1: macroF1(predicted, truths, ARTICLE_TONES.length) };
}

/** Empty texts would score NaN. */
function createAfinn(): (text: string) => number {
  const analyzer = new SentimentAnalyzer("English", undefined, "afinn");
  return (text) => {
    const words = text.toLowerCase().match(/[a-z'’-]+/g) ?? [];
    return words.length === 0 ? 0 : analyzer.getSentiment(words);
  };
}
