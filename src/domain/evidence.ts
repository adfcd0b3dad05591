import type { BareTagging, CleanText, Evidence, Span, Tagging, ToneEvidence, ToneSentence } from "./tagging.js";
import type { Topic } from "./topic.js";

/**
 * The evidence of a tagging, as it is stored. It is most of what is stored, and seldom read. So quotes are left to the
 * text, and a sentence is a tuple of start, end, score and share of quoted words.
 */
export interface TaggingEvidence {
  topics: Partial<Record<Topic, Omit<Evidence, "quote">[]>>;
  tone: Omit<ToneEvidence, "quote">[];
  /** Absent in what an older Beatline stored. */
  sentences?: StoredSentence[];
}

type StoredSentence = [start: number, end: number, score: number, quoted: number];

/** Splits a tagging into one with empty evidence and its evidence, which is null when it has none. */
export function takeEvidence<T extends Tagging | BareTagging>(
  tagging: T,
): { bare: T; evidence: TaggingEvidence | null } {
  if (!("sentiment" in tagging)) return { bare: tagging, evidence: null };
  const { tags, sentiment } = tagging;
  const bare = {
    ...tagging,
    tags: tags.map((tag) => ({ ...tag, evidence: [] })),
    sentiment: { ...sentiment, evidence: [], sentences: [] },
  };
  return {
    bare,
    evidence: {
      topics: Object.fromEntries(
        tags.map(({ topic, evidence }) => [topic, evidence.map(({ quote: _, ...span }) => span)]),
      ),
      tone: sentiment.evidence.map(({ quote: _, ...span }) => span),
      sentences: sentiment.sentences.map(({ start, end, score, quoted }) => [start, end, score, quoted]),
    },
  };
}

/** Restores the tagging as it was before `takeEvidence`, byte for byte; `text` is its own. */
export function giveEvidence(bare: BareTagging, evidence: TaggingEvidence | null, text: CleanText | null): BareTagging {
  if (!evidence || !text || !("sentiment" in bare)) return bare;
  const quote = <T extends Omit<Span, "quote">>({ field, start, end, ...rest }: T) => ({
    field,
    start,
    end,
    quote: text[field].slice(start, end),
    ...rest,
  });
  return {
    ...bare,
    tags: bare.tags.map((tag) => ({ ...tag, evidence: (evidence.topics[tag.topic] ?? []).map(quote) })),
    sentiment: {
      ...bare.sentiment,
      evidence: evidence.tone.map(quote),
      sentences: (evidence.sentences ?? []).map(toSentence),
    },
  };
}

function toSentence([start, end, score, quoted]: StoredSentence): ToneSentence {
  return { start, end, score, quoted };
}
