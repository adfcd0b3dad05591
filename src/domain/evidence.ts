import type { BareTagging, Evidence, Tagging, ToneEvidence } from "./tagging.js";
import type { Topic } from "./topic.js";

/** What explains a tagging. It is most of what there is to store, and seldom asked for. */
export interface TaggingEvidence {
  topics: Partial<Record<Topic, Evidence[]>>;
  tone: ToneEvidence[];
}

/** A tagging without its evidence, whose places are left empty, and the evidence; null when it has none. */
export function takeEvidence<T extends Tagging | BareTagging>(
  tagging: T,
): { bare: T; evidence: TaggingEvidence | null } {
  if (!("sentiment" in tagging)) return { bare: tagging, evidence: null };
  const { tags, sentiment } = tagging;
  const bare = {
    ...tagging,
    tags: tags.map((tag) => ({ ...tag, evidence: [] })),
    sentiment: { ...sentiment, evidence: [] },
  };
  const topics = Object.fromEntries(tags.map(({ topic, evidence }) => [topic, evidence]));
  return { bare, evidence: { topics, tone: sentiment.evidence } };
}

/** The tagging as it was before `takeEvidence`, byte for byte. */
export function giveEvidence(bare: BareTagging, evidence: TaggingEvidence | null): BareTagging {
  if (!evidence || !("sentiment" in bare)) return bare;
  return {
    ...bare,
    tags: bare.tags.map((tag) => ({ ...tag, evidence: evidence.topics[tag.topic] ?? [] })),
    sentiment: { ...bare.sentiment, evidence: evidence.tone },
  };
}
