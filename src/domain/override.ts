import type { BareTagging, Evidence, ModelTag, ToneReading } from "./tagging.js";
import { TOPICS, type Topic } from "./topic.js";

/** What an editor may decide on a topic of an article; `clear` takes back what was decided before. */
export const ACTIONS = ["accept", "reject", "add", "clear"] as const;

export type Action = (typeof ACTIONS)[number];

/** One editor's decision on one topic. */
export interface Decision {
  topic: Topic;
  action: Action;
  note?: string | undefined;
}

/** An editor's standing decisions on an article, by topic: they outlive its revisions, taggings and models. */
export type Standing = Partial<Record<Topic, Exclude<Action, "clear">>>;

/**
 * A tag as readers see it. On an editor's own tag, `relevance` is null; so are `confidence` and `tone` where no model
 * could read the text.
 */
export interface ShownTag {
  topic: Topic;
  primary: boolean;
  confidence: number | null;
  relevance: number | null;
  decision: ModelTag["decision"] | "accepted" | "added" | "rejected";
  origin: "model" | "editor";
  tone: ToneReading | null;
  evidence: Evidence[];
}

/** The tags of an article, and those that an editor rejected. */
interface ShownTags {
  tags: ShownTag[];
  rejected: ShownTag[];
}

const DECIDED = { accept: "accepted", add: "added", reject: "rejected" } as const;

/** Applies editors' standing decisions to a tagging, as readers see it. Pure. */
export function applyOverrides(tagging: BareTagging, standing: Standing): ShownTags {
  const shown = TOPICS.flatMap((topic) => showTag(tagging, topic, standing[topic]));
  return {
    tags: markPrimary(shown.filter(({ decision }) => decision !== "rejected")),
    rejected: shown.filter(({ decision }) => decision === "rejected"),
  };
}

/** Returns the standing decisions after `decisions`, applied in their order. Pure. */
export function applyDecisions(standing: Standing, decisions: readonly Decision[]): Standing {
  const after = { ...standing };
  for (const { topic, action } of decisions) {
    if (action === "clear") delete after[topic];
    else after[topic] = action;
  }
  return after;
}

/** Returns how urgently a tag needs an editor, 0–1: more if it is uncertain, and likely to be the main topic. */
export function urgencyOf({ confidence, relevance }: Pick<ModelTag, "confidence" | "relevance">): number {
  return (1 - Math.abs(2 * confidence - 1)) * relevance;
}

function showTag(tagging: BareTagging, topic: Topic, action: Standing[Topic]): ShownTag[] {
  const given = "tags" in tagging ? tagging.tags.find((tag) => tag.topic === topic) : undefined;
  if (given) return [{ ...given, decision: action ? DECIDED[action] : given.decision, origin: "model" }];
  return action ? [createEditorsTag(tagging, topic, DECIDED[action])] : [];
}

/** Creates the tag of a topic that stands on an editor's word alone. */
function createEditorsTag(tagging: BareTagging, topic: Topic, decision: ShownTag["decision"]): ShownTag {
  const isRead = "sentiment" in tagging;
  return {
    topic,
    primary: false,
    confidence: isRead ? tagging.confidences[topic] : null,
    relevance: null,
    decision,
    origin: "editor",
    tone: isRead ? { label: tagging.sentiment.tone.label, score: tagging.sentiment.tone.score } : null,
    evidence: [],
  };
}

/** Marks the primary tag as the model does: the one likeliest to be what the article is mainly about. */
function markPrimary(tags: readonly ShownTag[]): ShownTag[] {
  const most = Math.max(...tags.map(({ relevance }) => relevance ?? 0));
  const primary = tags.find(({ relevance }) => relevance !== null && relevance === most);
  return tags.map((tag) => ({ ...tag, primary: tag === primary }));
}
