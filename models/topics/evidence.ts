import type { Evidence, WordEvidence } from "../../src/domain/tagging.js";
import { TOPICS } from "../../src/domain/topic.js";
import { roundShare } from "../chances.js";
import { isFunctionWord } from "../text/function-words.js";
import type { SplitArticle } from "../text/split-article.js";
import type { Tokens } from "../text/tokens.js";
import type { Contributions, ReadDocument } from "./contributions.js";
import type { SpanSums } from "./spans.js";

export interface EvidenceSource extends ReadDocument, SplitArticle {}

/** What the evidence of a text is chosen from. */
export interface ReadSource extends EvidenceSource {
  contributions: Contributions;
  spans: SpanSums;
}

const MOST_SPANS = 5;
const MOST_WORDS = 6;
const LEAST_SHARE = 0.02;
/** Words that add less than this share of what the strongest word of their span adds would only distract. */
const LEAST_OF_STRONGEST = 0.2;

/** Returns the spans that raised a topic's score most, strongest first, each with its share of all that raised it. */
export function chooseEvidence(source: ReadSource, topic: number): Evidence[] {
  const { sums } = source.spans;
  let total = 0;
  for (let at = topic; at < sums.length; at += TOPICS.length) total += Math.max(0, sums[at] ?? 0);
  return findStrongest(sums, topic, 0, source.sentences.count + 1, MOST_SPANS)
    .filter((span) => (sums[span * TOPICS.length + topic] ?? 0) >= total * LEAST_SHARE)
    .map((span) => describeSpan(source, topic, span, total));
}

function describeSpan(source: ReadSource, topic: number, span: number, total: number): Evidence {
  const { text, sentences, spans, headlineTokens, bodyTokens, contributions } = source;
  const contribution = spans.sums[span * TOPICS.length + topic] ?? 0;
  const weight = roundShare(contribution / total);
  if (span === sentences.count) {
    const words = chooseWords(headlineTokens, contributions.headline, {
      topic,
      contribution,
      from: 0,
      to: headlineTokens.count,
    });
    return { field: "headline", start: 0, end: text.headline.length, quote: text.headline, weight, words };
  }
  const start = sentences.start[span] ?? 0;
  const end = sentences.end[span] ?? 0;
  const [from, to] = [spans.firstToken[span] ?? 0, spans.firstToken[span + 1] ?? 0];
  const words = chooseWords(bodyTokens, contributions.body, { topic, contribution, from, to });
  return { field: "body", start, end, quote: text.body.slice(start, end), weight, words };
}

/** Returns the words of a range that add most, strongest first, but no function words (the "in" of "in custody"). */
function chooseWords(
  { start, end, hash }: Tokens,
  contributions: Float64Array,
  { topic, contribution, from, to }: { topic: number; contribution: number; from: number; to: number },
): WordEvidence[] {
  const amountOf = (token: number) => contributions[token * TOPICS.length + topic] ?? 0;
  const isContent = (token: number) => !isFunctionWord(hash[token] ?? 0);
  const found = findStrongest(contributions, topic, from, to, MOST_WORDS, isContent);
  const least = LEAST_OF_STRONGEST * amountOf(found[0] ?? 0);
  return found
    .filter((token) => amountOf(token) >= least)
    .map((token) => ({
      start: start[token] ?? 0,
      end: end[token] ?? 0,
      weight: roundShare(amountOf(token) / contribution),
    }));
}

/** Returns at most `most` items of a range that add most to a topic, strongest first. `to` is excluded. */
function findStrongest(
  amounts: Float64Array,
  topic: number,
  from: number,
  to: number,
  most: number,
  isCandidate: (item: number) => boolean = () => true,
): number[] {
  const found: number[] = [];
  const amountOf = (item: number | undefined) =>
    item === undefined ? 0 : (amounts[item * TOPICS.length + topic] ?? 0);
  for (let item = from; item < to; item++) {
    const amount = amountOf(item);
    if (amount <= 0 || (found.length === most && amount <= amountOf(found[most - 1]))) continue;
    if (!isCandidate(item)) continue;
    let rank = Math.min(found.length, most - 1);
    while (rank > 0 && amountOf(found[rank - 1]) < amount) {
      found[rank] = found[rank - 1] ?? item;
      rank--;
    }
    found[rank] = item;
  }
  return found;
}
