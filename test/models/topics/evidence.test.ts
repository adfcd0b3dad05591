import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { loadModels } from "../../../models/load.js";
import { featureKey } from "../../../models/text/features.js";
import { splitSentences } from "../../../models/text/sentences.js";
import { tokenize } from "../../../models/text/tokens.js";
import { createVocabulary } from "../../../models/text/vocabulary.js";
import { findContributions } from "../../../models/topics/contributions.js";
import { chooseEvidence } from "../../../models/topics/evidence.js";
import { readTopics } from "../../../models/topics/read-topics.js";
import { type FeatureSpace, FIELDS, readValues } from "../../../models/topics/reader.js";
import { sumScores, sumSpans } from "../../../models/topics/spans.js";
import { TOPICS } from "../../../src/domain/topic.js";

const BODY =
  "Border Patrol agents arrested thirty migrants near the river on Monday. It rained in the afternoon. " +
  "A judge ordered their release, and prosecutors dropped the charges. The migrants had asked for asylum. " +
  "Farm owners said that wages rose because workers were afraid to come to the fields. " +
  "The union of farm workers called a strike over pay. ";

function read(headline: string, body: string) {
  const { topics } = loadModels(fileURLToPath(new URL("../../../models", import.meta.url)));
  const text = { headline, body };
  const tokens = { headlineTokens: tokenize(headline), bodyTokens: tokenize(body) };
  const split = { ...tokens, sentences: splitSentences(body), values: readValues(tokens, topics.articles.space) };
  const contributions = findContributions(split, topics);
  const spans = sumSpans(split.bodyTokens, split.sentences, contributions);
  return { source: { text, ...split, contributions, spans }, topics, scores: sumScores(spans, contributions) };
}

/** Creates a feature space of one feature. */
function createSpaceOf(name: string): FeatureSpace {
  const settings = { leadWords: 0, leadCount: 1, headlineCount: 1, headlineFactor: 1 };
  const vocabulary = createVocabulary([featureKey(name)]);
  return { vocabulary, idf: Float32Array.of(1), settings, checksum: "", scratch: new Int32Array(1) };
}

describe("evidence", () => {
  for (const [kind, body] of [
    ["a short text", BODY],
    ["an article", BODY.repeat(8)],
  ] as const) {
    it(`of ${kind} adds up to the score: the contributions of all spans and the rest`, () => {
      const { source, topics, scores } = read("Agents arrest migrants as farm strike begins", body);
      TOPICS.forEach((name, topic) => {
        const { headline, body, rest } = source.contributions;
        const ofTopic = (words: Float64Array) => words.filter((_, index) => index % TOPICS.length === topic);
        const words = [...ofTopic(headline), ...ofTopic(body)].reduce((sum, word) => sum + word, 0);
        const spans = ofTopic(source.spans.sums).reduce((sum, span) => sum + span, 0);
        assert.ok(Math.abs(words - spans) < 1e-9);
        assert.ok(Math.abs((rest[topic] ?? 0) + spans - (scores[topic] ?? 0)) < 1e-9);
        const confidence = readTopics(source, topics).confidences[name];
        assert.ok(Math.abs(1 / (1 + Math.exp(-(scores[topic] ?? 0))) - confidence) < 1e-4);
      });
    });
  }

  it("is at most five spans, best first, each a slice of the text with the share that it contributed", () => {
    const { source } = read("Agents arrest migrants as farm strike begins", BODY.repeat(3));
    TOPICS.forEach((_, topic) => {
      const evidence = chooseEvidence(source, topic);
      assert.ok(evidence.length > 0 && evidence.length <= 5);
      assert.ok(evidence.every((span, index) => index === 0 || span.weight <= (evidence[index - 1]?.weight ?? 0)));
      const sums = Array.from(
        { length: source.sentences.count + 1 },
        (_, span) => source.spans.sums[span * 3 + topic] ?? 0,
      );
      const raising = sums.filter((sum) => sum > 0).reduce((total, sum) => total + sum, 0);
      for (const { field, start, end, quote, weight } of evidence) {
        assert.equal(source.text[field].slice(start, end), quote);
        assert.ok(sums.some((sum) => Math.abs(sum / raising - weight) < 1e-4));
      }
    });
  });

  it("is about the topic: the rain is no evidence, the strike is labor's", () => {
    const { source, topics } = read("Agents arrest migrants as farm strike begins", BODY);
    const { tags } = readTopics(source, topics);
    assert.deepEqual(
      tags.map((tag) => tag.topic),
      ["immigration", "enforcement", "labor"],
    );
    for (const tag of tags) assert.ok(tag.evidence.every((span) => !span.quote.includes("rained")));
    assert.match(tags[2]?.evidence.map((span) => span.quote).join(" ") ?? "", /strike/);
  });

  it("ranks words inside a span for highlighting", () => {
    const { source } = read("", BODY);
    const [best] = chooseEvidence(source, 0);
    const words = best?.words.map(({ start, end }) => source.text.body.slice(start, end).toLowerCase()) ?? [];
    assert.ok(words.includes("migrants") || words.includes("asylum"), words.join());
    assert.ok(best?.words.every((word, index) => index === 0 || word.weight <= (best.words[index - 1]?.weight ?? 0)));
    const strongest = best?.words[0]?.weight ?? 0;
    assert.ok(
      best?.words.every(({ weight }) => weight >= 0.19 * strongest),
      "no word that hardly tells anything",
    );
  });

  it("marks both words of a pair, and no function words", () => {
    const { source } = read("", "The banker pleaded guilty to fraud and was held in custody on charges of bribery.");
    const [best] = chooseEvidence(source, TOPICS.indexOf("enforcement"));
    const words = best?.words.map(({ start, end }) => source.text.body.slice(start, end)) ?? [];
    for (const word of ["pleaded", "guilty"]) assert.ok(words.includes(word), words.join());
    for (const word of ["The", "to", "and", "was", "in", "on", "of"]) assert.ok(!words.includes(word), words.join());
  });

  it("splits what a pair adds between its two words", () => {
    const { topics } = loadModels(fileURLToPath(new URL("../../../models", import.meta.url)));
    const space = createSpaceOf("pleaded guilty");
    const weights = Float32Array.from({ length: FIELDS.length * TOPICS.length }, (_, at) => (at === 0 ? 3 : 0));
    const reader = { ...topics.headlines, space, weights, bias: TOPICS.map(() => 0) };
    const document = { headlineTokens: tokenize(""), bodyTokens: tokenize("He pleaded guilty today") };
    const { body } = findContributions(
      { ...document, values: readValues(document, space) },
      {
        ...topics,
        articles: reader,
        headlines: reader,
      },
    );
    assert.deepEqual([...body.filter((_, at) => at % TOPICS.length === 0)], [0, 1.5, 1.5, 0]);
  });
});
