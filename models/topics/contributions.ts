import { TOPICS } from "../../src/domain/topic.js";
import type { LinearReader, TopicModel } from "./artifact.js";
import { FIELDS, type PartValues, readValues, type TopicDocument } from "./reader.js";

/**
 * How much each word adds to each topic's score, `words[token * TOPICS.length + topic]`; with `rest`, what no word adds,
 * they sum to the scores: the logits of the confidences.
 */
export interface Contributions {
  headline: Float64Array;
  body: Float64Array;
  rest: Float64Array;
}

/** Up to so many words a text is read as a headline, from so many as an article, and between them as both in part. */
const HEADLINE_WORDS = 60;
const ARTICLE_WORDS = 160;

export function findContributions(document: TopicDocument, model: TopicModel): Contributions {
  const contributions = {
    headline: new Float64Array(document.headlineTokens.count * TOPICS.length),
    body: new Float64Array(document.bodyTokens.count * TOPICS.length),
    rest: new Float64Array(TOPICS.length),
  };
  const portion = headlinePortion(document);
  addReader(document, model.articles, 1 - portion, contributions);
  addReader(document, model.headlines, portion, contributions);
  return contributions;
}

/** Each topic's score: the rest and all contributions. */
export function sumScores({ headline, body, rest }: Contributions): Float64Array {
  const scores = rest.slice();
  for (const words of [headline, body]) {
    for (let index = 0; index < words.length; index++) {
      scores[index % TOPICS.length] = (scores[index % TOPICS.length] ?? 0) + (words[index] ?? 0);
    }
  }
  return scores;
}

function headlinePortion({ headlineTokens, bodyTokens }: TopicDocument): number {
  const words = headlineTokens.count + bodyTokens.count;
  return Math.min(1, Math.max(0, (ARTICLE_WORDS - words) / (ARTICLE_WORDS - HEADLINE_WORDS)));
}

function addReader(document: TopicDocument, reader: LinearReader, portion: number, into: Contributions): void {
  if (portion === 0) return;
  const { body, headline, headlineAlone } = readValues(document, reader.space);
  addPart(body, reader, "text", portion, into.body);
  addPart(headline, reader, "text", portion, into.headline);
  addPart(headlineAlone, reader, "headline", portion, into.headline);
  into.rest.forEach((rest, topic) => {
    into.rest[topic] = rest + portion * (reader.bias[topic] ?? 0);
  });
}

function addPart(
  { row, token, count, value }: PartValues,
  { weights }: LinearReader,
  field: (typeof FIELDS)[number],
  portion: number,
  into: Float64Array,
): void {
  const offset = FIELDS.indexOf(field) * TOPICS.length;
  const stride = FIELDS.length * TOPICS.length;
  for (let index = 0; index < count; index++) {
    const from = (row[index] ?? 0) * stride + offset;
    const to = (token[index] ?? 0) * TOPICS.length;
    const amount = (value[index] ?? 0) * portion;
    for (let topic = 0; topic < TOPICS.length; topic++) {
      into[to + topic] = (into[to + topic] ?? 0) + amount * (weights[from + topic] ?? 0);
    }
  }
}
