import { applyOverrides, type ShownTag, type Standing } from "./override.js";
import type { BareTagging } from "./tagging.js";
import { TOPIC_DEFINITIONS } from "./topic.js";

export const INCLUDES = ["evidence", "nearMisses", "confidences", "sentences", "rejected", "text"] as const;

/** A part of the tags document that is left out unless it is asked for. */
export type Include = (typeof INCLUDES)[number];

/** The parts available for a text that is not stored, of which no editor has rejected a tag. */
export const TEXT_INCLUDES = INCLUDES.filter((name) => name !== "rejected");

/** A revision's tagging, with editors' standing decisions. */
export interface DescribedArticle {
  articleId: string;
  source: string;
  externalId: string;
  version: number;
  standing: Standing;
  tagging: BareTagging;
  taggedAt: Date;
}

/** Returns the tags document, ready for JSON, with keys in the documented order. */
export function describeArticle(article: DescribedArticle, include: ReadonlySet<Include>): Record<string, unknown> {
  const { articleId, source, externalId, version, standing, tagging, taggedAt } = article;
  return {
    articleId,
    source,
    externalId,
    version,
    ...describeTagging(tagging, include, standing),
    taggedAt,
    links: { history: `/v1/articles/${articleId}/history` },
  };
}

/**
 * Returns the part of the tags document that comes from a tagging and editors' standing decisions, ready for JSON, with
 * keys in the documented order.
 */
export function describeTagging(
  tagging: BareTagging,
  include: ReadonlySet<Include>,
  standing: Standing = {},
): Record<string, unknown> {
  return {
    ...describeReading(tagging),
    ...describeTags(tagging, include, standing),
    ...describeTone(tagging, include),
    ...("language" in tagging && include.has("text") ? { text: tagging.text } : {}),
  };
}

function describeReading(tagging: BareTagging): Record<string, unknown> {
  const { outcome, modelVersion, taxonomyVersion } = tagging;
  const versions = { modelVersion, taxonomyVersion };
  if (tagging.outcome === "failed") return { outcome, reason: tagging.reason, ...versions };
  const { language, analyzedChars, removedChars } = tagging;
  const reason = tagging.outcome === "abstained" ? { reason: tagging.reason } : {};
  return { outcome, ...reason, language, analyzedChars, removedChars, ...versions };
}

function describeTags(tagging: BareTagging, include: ReadonlySet<Include>, standing: Standing) {
  const { tags, rejected } = applyOverrides(tagging, standing);
  const describe = (tag: ShownTag) => describeTag(tag, include);
  const isDecided = (topic: string) => Object.hasOwn(standing, topic);
  // A text that was not read gets empty ones, so that clients can iterate without looking at the outcome.
  const { nearMisses, confidences } = "sentiment" in tagging ? tagging : { nearMisses: [], confidences: {} };
  return {
    tags: tags.map(describe),
    ...(include.has("rejected") ? { rejected: rejected.map(describe) } : {}),
    ...(include.has("nearMisses") ? { nearMisses: nearMisses.filter(({ topic }) => !isDecided(topic)) } : {}),
    ...(include.has("confidences") ? { confidences } : {}),
  };
}

function describeTone(tagging: BareTagging, include: ReadonlySet<Include>): Record<string, unknown> {
  if (!("sentiment" in tagging)) return {};
  const { evidence, sentences, ...sentiment } = tagging.sentiment;
  return {
    sentiment: {
      ...sentiment,
      ...(include.has("evidence") ? { evidence } : {}),
      ...(include.has("sentences") ? { sentences } : {}),
    },
  };
}

function describeTag({ evidence, tone, ...tag }: ShownTag, include: ReadonlySet<Include>) {
  const { topic, primary, confidence, relevance, decision, origin } = tag;
  const { label, codes } = TOPIC_DEFINITIONS[topic];
  const described = { topic, label, primary, confidence, relevance, decision, origin, codes, tone };
  return include.has("evidence") ? { ...described, evidence } : described;
}
