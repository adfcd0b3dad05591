import type { Topic } from "./topic.js";

export const TONE_LABELS = ["positive", "negative", "mixed", "neutral"] as const;

export type ToneLabel = (typeof TONE_LABELS)[number];

/** `score` runs from -1 (unfavorable) to 1 (favorable). */
export interface ToneReading {
  label: ToneLabel;
  score: number;
}

export type Field = "headline" | "body";

/** UTF-16 offsets into the clean text: `text[field].slice(start, end) === quote`. */
export interface Span {
  field: Field;
  start: number;
  end: number;
  quote: string;
}

/**
 * A word of a span, as offsets into the span's field. `weight` is its share of the span's contribution: above 1 where
 * other words of the span lower the topic's score.
 */
export interface WordEvidence {
  start: number;
  end: number;
  weight: number;
}

/** `weight` is this span's share of all that raised the topic's score. */
export interface Evidence extends Span {
  weight: number;
  /** Best first, for highlighting. */
  words: WordEvidence[];
}

export interface ToneEvidence extends Span {
  score: number;
}

/** A sentence of the body, its score, and how much of it is quoted, 0–1. */
export interface ToneSentence {
  start: number;
  end: number;
  score: number;
  quoted: number;
}

/** A topic that the model gives a revision. */
export interface ModelTag {
  topic: Topic;
  /** Whether the topic is the likeliest to be what the article is about; at most one tag of a tagging is primary. */
  primary: boolean;
  /** Calibrated: of tags given 0.8, 80% are right. */
  confidence: number;
  /** The chance that the topic is what the article is about, rather than a strand of it, 0–1. */
  relevance: number;
  decision: "auto" | "suggested";
  tone: ToneReading;
  /** Best first. */
  evidence: Evidence[];
}

export interface NearMiss {
  topic: Topic;
  confidence: number;
  threshold: number;
}

/** The tone of the whole text and of its parts; a part that the text lacks is absent. */
export interface Sentiment {
  tone: ToneReading & { confidence: number };
  headline?: ToneReading;
  quoted?: ToneReading;
  /** The tone toward each span of the body that the caller marked. */
  targets?: (Target & { quote: string } & ToneReading)[];
  evidence: ToneEvidence[];
  /** In reading order; those past the first 5,000 are not read. */
  sentences: ToneSentence[];
}

/** A span of the body, in UTF-16 offsets into it as it was given. */
export interface Target {
  from: number;
  to: number;
}

/** The text that all offsets point into, and what cleaning removed from it, in reading order. */
export interface CleanText {
  headline: string;
  body: string;
  removed: string[];
}

interface Common {
  modelVersion: string;
  taxonomyVersion: string;
}

interface Read extends Common {
  /** As detected, else as the CMS says: the primary subtag (ISO 639) in lower case; `und` when unknown. */
  language: string;
  text: CleanText;
  analyzedChars: number;
  removedChars: number;
}

export interface Classified extends Read {
  outcome: "tagged" | "noTopic";
  tags: ModelTag[];
  nearMisses: NearMiss[];
  confidences: Record<Topic, number>;
  sentiment: Sentiment;
}

export interface Abstained extends Read {
  outcome: "abstained";
  reason: "tooShort" | "unsupportedLanguage";
}

/** Set by the worker after the last attempt, never by the classifier. */
export interface Failed extends Common {
  outcome: "failed";
  reason: string;
}

/** The stored result for one revision and one model version. */
export type Tagging = Classified | Abstained | Failed;

type WithoutText<T> = T extends unknown ? Omit<T, "text"> : never;

/**
 * A tagging as most readers want it, without text and with empty evidence. The clean text is as long as the article,
 * and the evidence as long as all the rest, so both are loaded only when asked for.
 */
export type BareTagging = WithoutText<Tagging> & { text?: CleanText };

export const OUTCOMES = ["tagged", "noTopic", "abstained", "failed"] as const satisfies Tagging["outcome"][];
