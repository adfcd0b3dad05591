import type { Classified, Failed, ModelTag, NearMiss } from "../../src/domain/tagging.js";
import { TAXONOMY_VERSION, TOPICS, type Topic } from "../../src/domain/topic.js";

const CONFIDENCE = { auto: 0.9, suggested: 0.6 } as const;
const UNTAGGED_CONFIDENCE = 0.2;

/** Returns a tagging as a model may give it, with these topics, the first of them primary. */
export function aReading(
  decisions: Partial<Record<Topic, ModelTag["decision"]>>,
  nearMisses: NearMiss[] = [],
  modelVersion = "model-1",
): Classified {
  const tone = { label: "neutral", score: 0 } as const;
  const tags = TOPICS.flatMap((topic): ModelTag[] => {
    const decision = decisions[topic];
    if (!decision) return [];
    const relevance = 0.9 - TOPICS.indexOf(topic) / 10;
    return [{ topic, primary: false, confidence: CONFIDENCE[decision], relevance, decision, tone, evidence: [] }];
  });
  const confidenceOf = (topic: Topic) => tags.find((tag) => tag.topic === topic)?.confidence ?? UNTAGGED_CONFIDENCE;
  return {
    outcome: tags.length > 0 ? "tagged" : "noTopic",
    language: "en",
    analyzedChars: 10,
    removedChars: 0,
    modelVersion,
    taxonomyVersion: TAXONOMY_VERSION,
    tags: tags.map((tag, index) => ({ ...tag, primary: index === 0 })),
    nearMisses,
    confidences: {
      immigration: confidenceOf("immigration"),
      enforcement: confidenceOf("enforcement"),
      labor: confidenceOf("labor"),
    },
    sentiment: { tone: { ...tone, confidence: 0.7 }, evidence: [], sentences: [] },
    text: { headline: "Port workers vote", body: "They voted.", removed: [] },
  };
}

export function aFailure(modelVersion = "model-1"): Failed {
  return { outcome: "failed", reason: "a tagging for the test", modelVersion, taxonomyVersion: TAXONOMY_VERSION };
}
