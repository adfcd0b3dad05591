import { type Action, applyOverrides, type ShownTag, type Standing } from "./override.js";
import type { BareTagging, ModelTag, ToneLabel } from "./tagging.js";
import { TOPICS, type Topic } from "./topic.js";

/** What two models decided on a topic of one text; null is no tag. `shown` is what readers see now. */
interface TopicChange {
  topic: Topic;
  before: ModelTag["decision"] | null;
  after: ModelTag["decision"] | null;
  /** What an editor decided, which stands whatever a model says. */
  override: Exclude<Action, "clear"> | null;
  shown: ShownTag["decision"] | null;
}

/** The taggings of one text by two models, side by side; a tone is null where the text was not read. */
interface Retagging {
  topics: TopicChange[];
  tone: { before: ToneLabel | null; after: ToneLabel | null };
}

/** Compares the taggings of one text by two models: topics that neither gave and no editor decided on are left out. Pure. */
export function compareTaggings(before: BareTagging, after: BareTagging, standing: Standing): Retagging {
  const { tags, rejected } = applyOverrides(after, standing);
  const topics = TOPICS.flatMap((topic): TopicChange[] => {
    const change = {
      topic,
      before: decisionOf(before, topic),
      after: decisionOf(after, topic),
      override: standing[topic] ?? null,
      shown: [...tags, ...rejected].find((tag) => tag.topic === topic)?.decision ?? null,
    };
    return change.before || change.after || change.override ? [change] : [];
  });
  return { topics, tone: { before: toneOf(before), after: toneOf(after) } };
}

function decisionOf(tagging: BareTagging, topic: Topic): TopicChange["before"] {
  const tags = "tags" in tagging ? tagging.tags : [];
  return tags.find((tag) => tag.topic === topic)?.decision ?? null;
}

function toneOf(tagging: BareTagging): ToneLabel | null {
  return "sentiment" in tagging ? tagging.sentiment.tone.label : null;
}
