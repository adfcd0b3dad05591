import { TOPICS } from "../../src/domain/topic.js";
import { findFirstTokens, type Sentences } from "../text/sentences.js";
import type { Tokens } from "../text/tokens.js";
import type { Contributions } from "./contributions.js";

/**
 * What each span of a text adds to each topic's score, `sums[span * TOPICS.length + topic]`. Spans are the sentences of
 * the body in order, then the headline. With the rest of the contributions they sum to the scores.
 */
export interface SpanSums {
  sums: Float64Array;
  /** The first token of each sentence, then the number of tokens. */
  firstToken: Int32Array;
}

export function sumSpans(bodyTokens: Tokens, sentences: Sentences, contributions: Contributions): SpanSums {
  const firstToken = findFirstTokens(bodyTokens, sentences);
  const sums = new Float64Array((sentences.count + 1) * TOPICS.length);
  for (let sentence = 0; sentence < sentences.count; sentence++) {
    const from = (firstToken[sentence] ?? 0) * TOPICS.length;
    const to = (firstToken[sentence + 1] ?? 0) * TOPICS.length;
    addWords(contributions.body, from, to, sums, sentence * TOPICS.length);
  }
  addWords(contributions.headline, 0, contributions.headline.length, sums, sentences.count * TOPICS.length);
  return { sums, firstToken };
}

/** Returns each topic's score: all spans and the rest of the contributions. */
export function sumScores({ sums }: SpanSums, { rest }: Contributions): Float64Array {
  const scores = rest.slice();
  for (let span = 0; span < sums.length; span += TOPICS.length) {
    for (let topic = 0; topic < TOPICS.length; topic++) {
      scores[topic] = (scores[topic] ?? 0) + (sums[span + topic] ?? 0);
    }
  }
  return scores;
}

/** Returns what each sentence of the body adds to the topic at index `topic`, 0 where it lowers the score. */
export function weighSentences({ sums, firstToken }: SpanSums, topic: number): Float32Array {
  const weights = new Float32Array(firstToken.length - 1);
  for (let sentence = 0; sentence < weights.length; sentence++) {
    weights[sentence] = Math.max(0, sums[sentence * TOPICS.length + topic] ?? 0);
  }
  return weights;
}

function addWords(words: Float64Array, from: number, to: number, sums: Float64Array, at: number): void {
  for (let word = from; word < to; word += TOPICS.length) {
    for (let topic = 0; topic < TOPICS.length; topic++) {
      sums[at + topic] = (sums[at + topic] ?? 0) + (words[word + topic] ?? 0);
    }
  }
}
