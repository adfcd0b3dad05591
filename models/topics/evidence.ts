import type { CleanText, Evidence, Field } from "../../src/domain/tagging.js";
import { TOPICS } from "../../src/domain/topic.js";
import type { Sentences } from "../text/sentences.js";
import type { Tokens } from "../text/tokens.js";
import type { Contributions } from "./contributions.js";

export interface EvidenceSource {
  text: CleanText;
  headlineTokens: Tokens;
  bodyTokens: Tokens;
  /** Of the body. */
  sentences: Sentences;
}

/** A word of a span, as offsets into its field; `weight` is its share of what the span contributed. */
export interface WordEvidence {
  start: number;
  end: number;
  weight: number;
}

export interface TopicEvidence extends Evidence {
  /** Best first. */
  words: WordEvidence[];
}

/** What one sentence, or the headline, adds to a topic's score. */
interface SpanContribution {
  field: Field;
  start: number;
  end: number;
  firstToken: number;
  lastToken: number;
  contribution: number;
}

const MOST_SPANS = 5;
const MOST_WORDS = 6;
const LEAST_SHARE = 0.02;

/** Each span of the text with what it adds to the score of the topic at index `topic`: together, all but the bias. */
export function findSpans(source: EvidenceSource, contributions: Contributions, topic: number): SpanContribution[] {
  const { headlineTokens, bodyTokens, sentences, text } = source;
  const whole = { field: "headline" as const, start: 0, end: text.headline.length, firstToken: 0 };
  const headline = { ...whole, lastToken: headlineTokens.count };
  const spans = headlineTokens.count > 0 ? [withSum(headline, contributions.headline, topic)] : [];
  let firstToken = 0;
  for (let sentence = 0; sentence < sentences.count; sentence++) {
    const start = sentences.start[sentence] ?? 0;
    const end = sentences.end[sentence] ?? 0;
    let lastToken = firstToken;
    while (lastToken < bodyTokens.count && (bodyTokens.start[lastToken] ?? 0) < end) lastToken++;
    spans.push(withSum({ field: "body", start, end, firstToken, lastToken }, contributions.body, topic));
    firstToken = lastToken;
  }
  return spans;
}

/** The spans that raised the score most, best first, each with its share of all that raised it. */
export function chooseEvidence(source: EvidenceSource, contributions: Contributions, topic: number): TopicEvidence[] {
  const raising = findSpans(source, contributions, topic).filter((span) => span.contribution > 0);
  const total = raising.reduce((sum, span) => sum + span.contribution, 0);
  return raising
    .sort((left, right) => right.contribution - left.contribution)
    .slice(0, MOST_SPANS)
    .filter((span) => span.contribution >= total * LEAST_SHARE)
    .map((span) => describeSpan(source, contributions, topic, span, total));
}

function describeSpan(
  source: EvidenceSource,
  contributions: Contributions,
  topic: number,
  span: SpanContribution,
  total: number,
): TopicEvidence {
  const { field, start, end, contribution } = span;
  const quote = source.text[field].slice(start, end);
  const words = rankWords(source, contributions, topic, span);
  return { field, start, end, quote, weight: round(contribution / total), words };
}

function rankWords(
  source: EvidenceSource,
  contributions: Contributions,
  topic: number,
  { field, firstToken, lastToken, contribution }: SpanContribution,
): WordEvidence[] {
  const tokens = field === "headline" ? source.headlineTokens : source.bodyTokens;
  const words: WordEvidence[] = [];
  for (let token = firstToken; token < lastToken; token++) {
    const weight = (contributions[field][token * TOPICS.length + topic] ?? 0) / contribution;
    if (weight > 0) words.push({ start: tokens.start[token] ?? 0, end: tokens.end[token] ?? 0, weight });
  }
  words.sort((left, right) => right.weight - left.weight);
  return words.slice(0, MOST_WORDS).map((word) => ({ ...word, weight: round(word.weight) }));
}

function withSum(span: Omit<SpanContribution, "contribution">, words: Float64Array, topic: number): SpanContribution {
  let contribution = 0;
  for (let token = span.firstToken; token < span.lastToken; token++) {
    contribution += words[token * TOPICS.length + topic] ?? 0;
  }
  return { ...span, contribution };
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
