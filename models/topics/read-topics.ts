import type { ModelTag, NearMiss } from "../../src/domain/tagging.js";
import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { roundShare, sigmoid } from "../chances.js";
import type { TopicModel } from "./artifact.js";
import { findContributions } from "./contributions.js";
import { chooseEvidence, type EvidenceSource, type ReadSource } from "./evidence.js";
import { perTopic } from "./per-topic.js";
import { sumScores, sumSpans, weighSentences } from "./spans.js";
import { countWords, logLength } from "./text-length.js";

export type UntonedTag = Omit<ModelTag, "tone">;

interface TopicReading {
  /** Without their tone, in the order of TOPICS. */
  tags: UntonedTag[];
  nearMisses: NearMiss[];
  confidences: Record<Topic, number>;
  /** What each sentence of the body adds to a topic, to read its tone. */
  sentenceWeights: (topic: Topic) => Float32Array;
}

/** Reads the topics of a text with their evidence. Pure: the same text and model give the same reading. */
export function readTopics(source: EvidenceSource, model: TopicModel): TopicReading {
  const contributions = findContributions(source, model);
  const spans = sumSpans(source.bodyTokens, source.sentences, contributions);
  const scores = sumScores(spans, contributions);
  const confidences = perTopic((topic) => roundShare(sigmoid(scores[TOPICS.indexOf(topic)] ?? 0)));
  const read = { ...source, contributions, spans };
  const tagged = TOPICS.filter((topic) => confidences[topic] >= model.decisions[topic].thresholds.suggested);
  return {
    tags: markPrimary(tagged.map((topic) => createTag(topic, confidences[topic], scores, read, model))),
    nearMisses: findNearMisses(confidences, model),
    confidences,
    sentenceWeights: (topic) => weighSentences(spans, TOPICS.indexOf(topic)),
  };
}

function createTag(
  topic: Topic,
  confidence: number,
  scores: Float64Array,
  source: ReadSource,
  model: TopicModel,
): UntonedTag {
  const { thresholds, relevance } = model.decisions[topic];
  const index = TOPICS.indexOf(topic);
  const { slope, lengthSlope, intercept } = relevance;
  const length = logLength(countWords(source));
  return {
    topic,
    primary: false,
    confidence,
    relevance: roundShare(sigmoid(slope * (scores[index] ?? 0) + lengthSlope * length + intercept)),
    decision: confidence >= thresholds.auto ? "auto" : "suggested",
    evidence: chooseEvidence(source, index),
  };
}

function markPrimary(tags: readonly UntonedTag[]): UntonedTag[] {
  const most = Math.max(...tags.map((tag) => tag.relevance));
  const primary = tags.find((tag) => tag.relevance === most);
  return tags.map((tag) => ({ ...tag, primary: tag === primary }));
}

function findNearMisses(confidences: Record<Topic, number>, model: TopicModel): NearMiss[] {
  return TOPICS.flatMap((topic) => {
    const { suggested, nearMiss } = model.decisions[topic].thresholds;
    const confidence = confidences[topic];
    return confidence >= nearMiss && confidence < suggested ? [{ topic, confidence, threshold: suggested }] : [];
  });
}
