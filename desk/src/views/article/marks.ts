import type { Topic } from "../../topic.tsx";
import type { Document, Evidence } from "./load-article.ts";

/** A span of evidence that is marked in the text. */
export interface Mark extends Evidence {
  /** Unique in the article. */
  id: string;
  topic: Topic;
}

/** A sentence that moved the tone. */
export interface ToneMark {
  field: "headline" | "body";
  start: number;
  end: number;
  score: number;
}

/** The evidence of all tags, topic by topic, best first. */
export function listMarks({ tags, rejected = [] }: Document): Mark[] {
  return [...tags, ...rejected].flatMap(({ topic, evidence = [] }) =>
    evidence.map((span, index) => ({ ...span, topic, id: `${topic}-${index}` })),
  );
}

export function listToneMarks(document: Document): ToneMark[] {
  return "sentiment" in document ? (document.sentiment.evidence ?? []) : [];
}

export function percent(share: number): string {
  return `${Math.round(share * 100)}%`;
}

/** A number from -1 to 1 with its sign, a real minus with it. */
export function signed(score: number): string {
  const text = Math.abs(score).toFixed(2);
  return text === "0.00" ? text : `${score < 0 ? "−" : "+"}${text}`;
}
