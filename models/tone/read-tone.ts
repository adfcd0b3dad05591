import type { Sentiment, Target, ToneLabel, ToneReading } from "../../src/domain/tagging.js";
import type { Sentences } from "../text/sentences.js";
import type { Tokens } from "../text/tokens.js";
import { quotedShares, readArticleFeatures, weightedMean } from "./article-features.js";
import { ARTICLE_TONES, TARGET_TONES, type ToneModel } from "./artifact.js";
import { type MarkedText, markText } from "./marked-text.js";
import { runNetwork } from "./network.js";
import { readSentenceFeatures, type TokenRange } from "./sentence-features.js";
import { softmax } from "./softmax.js";
import { readTargetFeatures } from "./target-features.js";

/** An article as the classifier has already split it. */
export interface ToneDocument {
  headline: string;
  body: string;
  headlineTokens: Tokens;
  bodyTokens: Tokens;
  /** Of the body. */
  sentences: Sentences;
  targets?: Target[];
}

export interface ToneResult {
  sentiment: Sentiment;
  /** -1 … 1, one for each sentence of the body. */
  sentenceScores: Float32Array;
  headlineScore: number;
}

/** What the readings of one article share. */
interface Reading {
  document: ToneDocument;
  model: ToneModel;
  body: MarkedText;
  sentenceScores: Float32Array;
  headlineScore: number;
}

/** Valence runs from -4 to 4 in the ratings; few sentences reach half of that. */
const VALENCE_RANGE = 2.5;
/** A text of fewer words is read as one sentence. */
const SHORT = 80;
const MOST_EVIDENCE = 5;
const LEAST_EVIDENCE = 0.1;
const CLEAR = 0.12;

/** Reads the tone of an article and of its parts. Same text, same model: same numbers. */
export function readTone(document: ToneDocument, model: ToneModel): ToneResult {
  const body = markText(document.body, document.bodyTokens, document.sentences, model);
  const sentenceScores = scoreSentences(body, model);
  const headlineScore = scoreHeadline(document, model);
  const reading = { document, model, body, sentenceScores, headlineScore };
  return { sentiment: readSentiment(reading), sentenceScores, headlineScore };
}

/** The tone of the sentences that belong to a topic; `sentenceWeights` says how much each of them does. */
export function topicTone(result: ToneResult, _model: ToneModel, sentenceWeights: Float32Array): ToneReading {
  const belongs = sentenceWeights.some((weight) => weight > 0);
  if (!belongs) return { label: result.sentiment.tone.label, score: result.sentiment.tone.score };
  return readingOf(weightedMean(result.sentenceScores, sentenceWeights));
}

/** The valence of each sentence, -1 … 1. */
export function scoreSentences(body: MarkedText, model: ToneModel): Float32Array {
  return Float32Array.from({ length: body.sentences.count }, (_, sentence) =>
    scoreRange(body, model, { from: body.firstToken[sentence] ?? 0, to: body.firstToken[sentence + 1] ?? 0 }),
  );
}

/** The valence of a range of tokens that is read as one sentence, -1 … 1. */
export function scoreRange(marked: MarkedText, model: ToneModel, range: TokenRange): number {
  if (range.to <= range.from) return 0;
  const [valence = 0] = runNetwork(model.sentence, readSentenceFeatures(marked, model.lexicon, range));
  return clamp(valence / VALENCE_RANGE);
}

/** A headline is one sentence, whatever its marks. */
export function markHeadline(headline: string, tokens: Tokens, model: ToneModel): MarkedText {
  const whole = { count: 1, start: Int32Array.of(0), end: Int32Array.of(headline.length) };
  return markText(headline, tokens, whole, model);
}

function scoreHeadline({ headline, headlineTokens }: ToneDocument, model: ToneModel): number {
  if (headlineTokens.count === 0) return 0;
  return scoreRange(markHeadline(headline, headlineTokens, model), model, { from: 0, to: headlineTokens.count });
}

function readSentiment(reading: Reading): Sentiment {
  const { document, body, sentenceScores, headlineScore } = reading;
  const quoted = quotedShares(body);
  const targets = document.targets?.map((target) => readTarget(reading, target));
  return {
    tone: readArticle(reading),
    ...(document.headlineTokens.count > 0 ? { headline: readingOf(headlineScore) } : {}),
    ...(quoted.some((share) => share > 0) ? { quoted: readingOf(weightedMean(sentenceScores, quoted)) } : {}),
    ...(targets ? { targets } : {}),
    evidence: findEvidence(reading),
  };
}

function readArticle(reading: Reading): Sentiment["tone"] {
  const { document, model, body, sentenceScores, headlineScore } = reading;
  const hasHeadline = document.headlineTokens.count > 0;
  const features = readArticleFeatures({ body, sentenceScores, headlineScore, hasHeadline });
  const confidences = softmax(runNetwork(model.article, features));
  const best = confidences.indexOf(Math.max(...confidences));
  const [negative = 0, , , positive = 0] = confidences;
  const short = body.tokens.count < SHORT && !hasHeadline;
  const score = short ? scoreRange(body, model, { from: 0, to: body.tokens.count }) : positive - negative;
  return { label: ARTICLE_TONES[best] ?? "neutral", score: round(score), confidence: round(confidences[best] ?? 0) };
}

function readTarget({ document, model, body }: Reading, target: Target): NonNullable<Sentiment["targets"]>[number] {
  const confidences = softmax(runNetwork(model.target, readTargetFeatures(body, model.lexicon, target)));
  const best = confidences.indexOf(Math.max(...confidences));
  const [negative = 0, , positive = 0] = confidences;
  return {
    from: target.from,
    to: target.to,
    quote: document.body.slice(target.from, target.to),
    label: TARGET_TONES[best] ?? "neutral",
    score: round(positive - negative),
  };
}

/** The sentences that moved the tone most, the strongest first. */
function findEvidence({ document, sentenceScores }: Reading): Sentiment["evidence"] {
  const { body, sentences } = document;
  const order = [...sentenceScores.keys()].filter((sentence) => strength(sentenceScores, sentence) >= LEAST_EVIDENCE);
  order.sort((left, right) => strength(sentenceScores, right) - strength(sentenceScores, left) || left - right);
  return order.slice(0, MOST_EVIDENCE).map((sentence) => {
    const start = sentences.start[sentence] ?? 0;
    const end = sentences.end[sentence] ?? 0;
    const score = round(sentenceScores[sentence] ?? 0);
    return { field: "body", start, end, quote: body.slice(start, end), score };
  });
}

function strength(scores: Float32Array, sentence: number): number {
  return Math.abs(scores[sentence] ?? 0);
}

function readingOf(score: number): ToneReading {
  const label: ToneLabel = score > CLEAR ? "positive" : score < -CLEAR ? "negative" : "neutral";
  return { label, score: round(score) };
}

function clamp(score: number): number {
  return Math.max(-1, Math.min(1, score));
}

/** Three decimals, so that results stay the same bytes; no -0. */
function round(score: number): number {
  return Math.round(score * 1_000) / 1_000 + 0;
}
