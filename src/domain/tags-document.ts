import type { BareTagging, ModelTag } from "./tagging.js";
import { TOPIC_DEFINITIONS } from "./topic.js";

export const INCLUDES = ["evidence", "nearMisses", "confidences", "text"] as const;

/** A part of the tags document that is left out unless it is asked for. */
export type Include = (typeof INCLUDES)[number];

/** The part of the tags document that comes from a tagging, ready for JSON, keys in the documented order. */
export function describeTagging(tagging: BareTagging, include: ReadonlySet<Include>): Record<string, unknown> {
  const { outcome, modelVersion, taxonomyVersion } = tagging;
  const versions = { modelVersion, taxonomyVersion };
  if (tagging.outcome === "failed") return { outcome, reason: tagging.reason, ...versions, tags: [] };
  const { language, analyzedChars, removedChars } = tagging;
  const reading = { language, analyzedChars, removedChars, ...versions };
  const text = include.has("text") ? { text: tagging.text } : {};
  if (tagging.outcome === "abstained") return { outcome, reason: tagging.reason, ...reading, tags: [], ...text };
  return { outcome, ...reading, ...describeClassified(tagging, include), ...text };
}

function describeClassified(
  tagging: Extract<BareTagging, { outcome: "tagged" | "noTopic" }>,
  include: ReadonlySet<Include>,
): Record<string, unknown> {
  const { evidence, ...sentiment } = tagging.sentiment;
  return {
    tags: tagging.tags.map((tag) => describeTag(tag, include)),
    ...(include.has("nearMisses") ? { nearMisses: tagging.nearMisses } : {}),
    ...(include.has("confidences") ? { confidences: tagging.confidences } : {}),
    sentiment: include.has("evidence") ? { ...sentiment, evidence } : sentiment,
  };
}

function describeTag(
  { evidence, topic, primary, confidence, relevance, decision, tone }: ModelTag,
  include: ReadonlySet<Include>,
) {
  const { label, codes } = TOPIC_DEFINITIONS[topic];
  const described = { topic, label, primary, confidence, relevance, decision, origin: "model", codes, tone };
  return include.has("evidence") ? { ...described, evidence } : described;
}
