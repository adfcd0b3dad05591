import type { Sentiment, Target, ToneLabel, ToneReading } from "../../src/domain/tagging.js";
import { softmax } from "../chances.js";
import type { SplitArticle } from "../text/split-article.js";
import type { DocumentValues } from "../topics/reader.js";
import { readArticleInput, type ScoredArticle } from "./article-input.js";
import { ARTICLE_TONES, TARGET_TONES, type ToneModel } from "./artifact.js";
import { runBag } from "./bag.js";
import { type MarkedText, markText } from "./marked-text.js";
import { scorePhrases } from "./phrase-scores.js";
import { describeHeadline, describeSpread, quotedShares } from "./score-spread.js";
import { readSentenceInput } from "./sentence-input.js";
import { readTargetInput } from "./target-input.js";
import type { TokenRange } from "./word-windows.js";

interface ToneDocument extends SplitArticle {
  /** In the feature space of the topics' reader of articles. */
  values: DocumentValues;
  targets?: Target[];
}

export interface ToneResult extends ScoredArticle {
  sentiment: Sentiment;
}

/** What all readings of one article share. */
interface Reading extends ScoredArticle {
  document: ToneDocument;
  model: ToneModel;
}

/** The parts that score sentences. */
export type SentenceModel = Pick<ToneModel, "sentence" | "table" | "kinds">;

/** The valence that scores 1. Ratings run from -4 to 4; few sentences reach half of that. */
const VALENCE_RANGE = 2.5;
/** A body of fewer words without a headline is read as one sentence. */
const SHORT = 80;
/** Ten times the sentences of a long article. A text of one-letter sentences must not delay other texts. */
const MOST_SENTENCES = 5_000;
/** How much the phrases' scores count beside the network's. Chosen in cross-validation. */
const PHRASE_SHARE = 0.55;
const MOST_EVIDENCE = 5;
const LEAST_EVIDENCE = 0.1;
const CLEAR = 0.12;
/** A sentence is about a topic if it adds at least this share of what the strongest sentence adds. */
const TOPIC_SHARE = 0.25;
/** From this quoted share on a sentence is a quote. If none reaches it, the most quoted ones stand in. */
const MOSTLY_QUOTED = 0.5;

/** Reads the tone of an article and of its parts. The same text and model give the same numbers. */
export function readTone(document: ToneDocument, model: ToneModel): ToneResult {
  const scored = scoreArticle(document, model);
  return { sentiment: readSentiment({ document, model, ...scored }), ...scored };
}

/** Marks the words of an article and scores its sentences and its headline, which is one sentence despite its marks. */
export function scoreArticle(
  { text, headlineTokens, bodyTokens, sentences }: SplitArticle,
  model: SentenceModel,
): ScoredArticle {
  const wholeHeadline = { count: 1, start: Int32Array.of(0), end: Int32Array.of(text.headline.length) };
  const headline = markText(text.headline, headlineTokens, wholeHeadline, model);
  const body = markText(text.body, bodyTokens, sentences, model);
  const headlineScore = scoreRange(headline, model, { from: 0, to: headline.tokens.count });
  return { headline, body, headlineScore, sentenceScores: scoreSentences(body, model), quoted: quotedShares(body) };
}

/** Returns the tone of the sentences about a topic. `sentenceWeights` says how much each of them adds to the topic. */
export function topicTone(result: ToneResult, model: ToneModel, sentenceWeights: Float32Array): ToneReading {
  const least = largest(sentenceWeights) * TOPIC_SHARE;
  if (!(least > 0)) return { label: result.sentiment.tone.label, score: result.sentiment.tone.score };
  return readPart(result, model, (sentence) => (sentenceWeights[sentence] ?? 0) >= least);
}

function readPart(
  { sentenceScores, quoted }: ScoredArticle,
  model: ToneModel,
  belongs: (sentence: number) => boolean,
): ToneReading {
  const isPart = (_: number, sentence: number) => belongs(sentence);
  return toneOfPart(describeSpread(sentenceScores.filter(isPart), quoted.filter(isPart)), model);
}

function toneOfPart(surface: Float32Array, { part, table }: ToneModel): ToneReading {
  const confidences = softmax(runBag(part, table, { windows: [], surface }));
  const [negative = 0, , , positive = 0] = confidences;
  return {
    label: likeliest(confidences),
    score: round(positive - negative),
  };
}

/** Returns the valence of each sentence, -1 … 1. */
function scoreSentences(body: MarkedText, model: SentenceModel): Float32Array {
  const scores = new Float32Array(body.sentences.count);
  const read = Math.min(scores.length, MOST_SENTENCES);
  for (let sentence = 0; sentence < read; sentence++) {
    const range = { from: body.firstToken[sentence] ?? 0, to: body.firstToken[sentence + 1] ?? 0 };
    scores[sentence] = scoreRange(body, model, range);
  }
  return scores;
}

/** Returns the valence of a range of tokens, -1 … 1, read as one sentence. */
function scoreRange(marked: MarkedText, model: SentenceModel, range: TokenRange): number {
  if (range.to <= range.from) return 0;
  const output = runBag(model.sentence, model.table, readSentenceInput(marked, model.table, range));
  return clamp((output[0] ?? 0) / VALENCE_RANGE);
}

function readSentiment(reading: Reading): Sentiment {
  const { document, model, quoted, headlineScore } = reading;
  const leastQuoted = Math.min(MOSTLY_QUOTED, largest(quoted));
  const targets = document.targets?.map((target) => readTarget(reading, target));
  return {
    tone: readArticle(reading),
    ...(document.headlineTokens.count > 0 ? { headline: toneOfPart(describeHeadline(headlineScore), model) } : {}),
    ...(leastQuoted > 0
      ? { quoted: readPart(reading, model, (sentence) => (quoted[sentence] ?? 0) >= leastQuoted) }
      : {}),
    ...(targets ? { targets } : {}),
    evidence: findEvidence(reading),
    sentences: listSentences(reading),
  };
}

function readArticle(reading: Reading): Sentiment["tone"] {
  const { document, model, body } = reading;
  const network = runBag(model.article, model.table, readArticleInput(reading, model.table));
  const confidences = softmax(joinScores(network, scorePhrases(document.values, model.phrases)));
  const [negative = 0, , , positive = 0] = confidences;
  const isShort = body.tokens.count < SHORT && document.headlineTokens.count === 0;
  const { label, score } = isShort
    ? readingOf(scoreRange(body, model, { from: 0, to: body.tokens.count }))
    : { label: likeliest(confidences), score: round(positive - negative) };
  return { label, score, confidence: round(confidences[ARTICLE_TONES.indexOf(label)] ?? 0) };
}

/** Joins the network's and the phrases' scores of ARTICLE_TONES. */
export function joinScores(network: Float64Array, phrases: Float64Array): Float64Array {
  return network.map((score, tone) => score + PHRASE_SHARE * (phrases[tone] ?? 0));
}

/** @param confidences of ARTICLE_TONES. */
function likeliest(confidences: Float64Array): ToneLabel {
  return ARTICLE_TONES[confidences.indexOf(Math.max(...confidences))] ?? "neutral";
}

function readTarget({ model, body }: Reading, target: Target): NonNullable<Sentiment["targets"]>[number] {
  // Cleaning removed the target: the remaining text says nothing about it.
  if (target.from === target.to) return { ...target, quote: "", label: "neutral", score: 0 };
  const confidences = softmax(runBag(model.target, model.table, readTargetInput(body, target)));
  const best = confidences.indexOf(Math.max(...confidences));
  const [negative = 0, , positive = 0] = confidences;
  return {
    from: target.from,
    to: target.to,
    quote: body.text.slice(target.from, target.to),
    label: TARGET_TONES[best] ?? "neutral",
    score: round(positive - negative),
  };
}

/** Returns the sentences with the strongest scores, the strongest first. */
function findEvidence({ body, sentenceScores }: Reading): Sentiment["evidence"] {
  const { text, sentences } = body;
  const order = [...sentenceScores.keys()].filter((sentence) => strength(sentenceScores, sentence) >= LEAST_EVIDENCE);
  order.sort((left, right) => strength(sentenceScores, right) - strength(sentenceScores, left) || left - right);
  return order.slice(0, MOST_EVIDENCE).map((sentence) => {
    const start = sentences.start[sentence] ?? 0;
    const end = sentences.end[sentence] ?? 0;
    const score = round(sentenceScores[sentence] ?? 0);
    return { field: "body", start, end, quote: text.slice(start, end), score };
  });
}

function listSentences({ body: { sentences }, sentenceScores, quoted }: Reading): Sentiment["sentences"] {
  return Array.from(sentenceScores.subarray(0, MOST_SENTENCES), (score, sentence) => ({
    start: sentences.start[sentence] ?? 0,
    end: sentences.end[sentence] ?? 0,
    score: round(score),
    quoted: round(quoted[sentence] ?? 0),
  }));
}

function strength(scores: Float32Array, sentence: number): number {
  return Math.abs(scores[sentence] ?? 0);
}

function readingOf(score: number): ToneReading {
  const label: ToneLabel = score > CLEAR ? "positive" : score < -CLEAR ? "negative" : "neutral";
  return { label, score: round(score) };
}

/** Avoids `Math.max(...)`: there may be more sentences than a call takes arguments. */
function largest(values: Float32Array): number {
  return values.reduce((most, value) => Math.max(most, value), 0);
}

function clamp(score: number): number {
  return Math.max(-1, Math.min(1, score));
}

/** Rounds to three decimals, so that results stay the same bytes. Never returns -0. */
function round(score: number): number {
  return Math.round(score * 1_000) / 1_000 + 0;
}
