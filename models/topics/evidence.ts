import type { CleanText, Evidence, Field } from "../../src/domain/tagging.js";
import { TOPICS } from "../../src/domain/topic.js";
import type { Sentences } from "../text/sentences.js";
import type { Tokens } from "../text/tokens.js";
import type { Contributions } from "./contributions.js";
import type { SpanSums } from "./spans.js";

export interface EvidenceSource {
  text: Pick<CleanText, Field>;
  headlineTokens: Tokens;
  bodyTokens: Tokens;
  /** Of the body. */
  sentences: Sentences;
}

/** What is known of a text, to find the evidence in. */
export interface ReadSource extends EvidenceSource {
  contributions: Contributions;
  spans: SpanSums;
}

/** A word of a span, as offsets into its field; `weight` is its share of what the span contributed. */
export interface WordEvidence {
  start: number;
  end: number;
  weight: number;
}

export interface TopicEvidence extends Evidence {
  /** Best first, for highlighting. */
  words: WordEvidence[];
}

const MOST_SPANS = 5;
const MOST_WORDS = 6;
const LEAST_SHARE = 0.02;

/** The spans that raised the score of the topic at index `topic` most, best first, each with its share of all that raised it. */
export function chooseEvidence(source: ReadSource, topic: number): TopicEvidence[] {
  const { sums } = source.spans;
  const contribution = (span: number) => sums[span * TOPICS.length + topic] ?? 0;
  const raising: number[] = [];
  let total = 0;
  for (let span = 0; span <= source.sentences.count; span++) {
    if (contribution(span) <= 0) continue;
    raising.push(span);
    total += contribution(span);
  }
  return raising
    .sort((left, right) => contribution(right) - contribution(left) || left - right)
    .slice(0, MOST_SPANS)
    .filter((span) => contribution(span) >= total * LEAST_SHARE)
    .map((span) => describeSpan(source, topic, span, total));
}

function describeSpan(source: ReadSource, topic: number, span: number, total: number): TopicEvidence {
  const { text, sentences, spans, headlineTokens } = source;
  const contribution = spans.sums[span * TOPICS.length + topic] ?? 0;
  const weight = round(contribution / total);
  if (span === sentences.count) {
    const words = rankWords(headlineTokens, source.contributions.headline, 0, headlineTokens.count, {
      topic,
      contribution,
    });
    return { field: "headline", start: 0, end: text.headline.length, quote: text.headline, weight, words };
  }
  const start = sentences.start[span] ?? 0;
  const end = sentences.end[span] ?? 0;
  const from = spans.firstToken[span] ?? 0;
  const to = spans.firstToken[span + 1] ?? 0;
  const words = rankWords(source.bodyTokens, source.contributions.body, from, to, { topic, contribution });
  return { field: "body", start, end, quote: text.body.slice(start, end), weight, words };
}

function rankWords(
  tokens: Tokens,
  contributions: Float64Array,
  from: number,
  to: number,
  { topic, contribution }: { topic: number; contribution: number },
): WordEvidence[] {
  const weightOf = (token: number) => (contributions[token * TOPICS.length + topic] ?? 0) / contribution;
  const raising: number[] = [];
  for (let token = from; token < to; token++) if (weightOf(token) > 0) raising.push(token);
  raising.sort((left, right) => weightOf(right) - weightOf(left) || left - right);
  return raising.slice(0, MOST_WORDS).map((token) => ({
    start: tokens.start[token] ?? 0,
    end: tokens.end[token] ?? 0,
    weight: round(weightOf(token)),
  }));
}

function round(share: number): number {
  return Math.round(share * 10_000) / 10_000;
}
