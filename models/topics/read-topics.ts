import type { ModelTag, NearMiss } from "../../src/domain/tagging.js";
import { TOPICS, type Topic } from "../../src/domain/topic.js";
import type { TopicModel } from "./artifact.js";
import { type Contributions, findContributions, sumScores } from "./contributions.js";
import { chooseEvidence, type EvidenceSource, findSpans } from "./evidence.js";

export type UntonedTag = Omit<ModelTag, "tone">;

export interface TopicReading {
  /** Without their tone, in the order of TOPICS. */
  tags: UntonedTag[];
  nearMisses: NearMiss[];
  confidences: Record<Topic, number>;
  contributions: Contributions;
}

/** The topics of a text with their evidence: pure, the same for the same text and model. */
export function readTopics(source: EvidenceSource, model: TopicModel): TopicReading {
  const contributions = findContributions(source, model);
  const scores = sumScores(contributions);
  const confidence = (topic: Topic) => round(sigmoid(scores[TOPICS.indexOf(topic)] ?? 0));
  const confidences = {
    immigration: confidence("immigration"),
    enforcement: confidence("enforcement"),
    labor: confidence("labor"),
  };
  const tagged = TOPICS.filter((topic) => confidences[topic] >= model.decisions[topic].thresholds.suggested);
  const tags = tagged.map((topic) => createTag(topic, confidences[topic], { source, contributions, scores, model }));
  return { tags: markPrimary(tags), nearMisses: findNearMisses(confidences, model), confidences, contributions };
}

/** What each sentence of the body adds to a topic, for the tone toward that topic. */
export function weighSentences(source: EvidenceSource, contributions: Contributions, topic: Topic): Float32Array {
  const spans = findSpans(source, contributions, TOPICS.indexOf(topic)).filter((span) => span.field === "body");
  return Float32Array.from(spans, (span) => Math.max(0, span.contribution));
}

interface Reading {
  source: EvidenceSource;
  contributions: Contributions;
  scores: Float64Array;
  model: TopicModel;
}

function createTag(topic: Topic, confidence: number, { source, contributions, scores, model }: Reading): UntonedTag {
  const { thresholds, relevance } = model.decisions[topic];
  const index = TOPICS.indexOf(topic);
  return {
    topic,
    primary: false,
    confidence,
    relevance: round(sigmoid(relevance.slope * (scores[index] ?? 0) + relevance.intercept)),
    decision: confidence >= thresholds.auto ? "auto" : "suggested",
    evidence: chooseEvidence(source, contributions, index),
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

function sigmoid(score: number): number {
  return 1 / (1 + Math.exp(-score));
}

function round(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
