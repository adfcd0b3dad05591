import type { Evidence, TagsDocument } from "../../seen.ts";
import type { Topic } from "../../topic.tsx";

/** A span of evidence that is marked in the text. */
export interface Mark extends Evidence {
  /** Unique in the article. */
  id: string;
  topic: Topic;
  /** The heaviest word's share of the topic's score; the span's words are compared with it. */
  heaviest: number;
}

/** A sentence of the body with its own tone. */
export interface ToneMark {
  start: number;
  end: number;
  score: number;
  tone: "positive" | "negative" | "neutral";
  /** Most of it is in quotation marks. */
  quoted: boolean;
}

/** A score closer to zero than this says nothing. */
const CLEAR = 0.1;
const MOSTLY = 0.5;

/** Lists the evidence of all tags, topic by topic, best first. */
export function listMarks({ tags, rejected = [] }: TagsDocument): Mark[] {
  return [...tags, ...rejected].flatMap(({ topic, evidence = [] }) => {
    const heaviest = Math.max(...evidence.flatMap((span) => span.words.map(({ weight }) => weight * span.weight)));
    return evidence.map((span, index) => ({ ...span, topic, id: `${topic}-${index}`, heaviest }));
  });
}

/** Lists the words that raised a score, each once, heaviest first. */
export function listWords(evidence: readonly Evidence[]): string[] {
  const found = new Map<string, { word: string; weight: number }>();
  for (const { quote, start: from, weight: ofSpan, words } of evidence) {
    for (const { start, end, weight } of words) {
      const word = quote.slice(start - from, end - from);
      const before = found.get(word.toLowerCase()) ?? { word, weight: 0 };
      found.set(word.toLowerCase(), { word: before.word, weight: before.weight + weight * ofSpan });
    }
  }
  const heavy = [...found.values()].filter(({ weight }) => weight > 0);
  return heavy.sort((left, right) => right.weight - left.weight).map(({ word }) => word);
}

/** Lists the sentences of the body that the model read. */
export function listToneMarks(document: TagsDocument): ToneMark[] {
  const sentences = "sentiment" in document ? (document.sentiment.sentences ?? []) : [];
  return sentences.map(({ start, end, score, quoted }) => {
    const tone = score >= CLEAR ? "positive" : score <= -CLEAR ? "negative" : "neutral";
    return { start, end, score, tone, quoted: quoted >= MOSTLY };
  });
}

/** Formats a number from -1 to 1 with its sign, using a real minus. */
export function signed(score: number): string {
  const text = Math.abs(score).toFixed(2);
  return text === "0.00" ? text : `${score < 0 ? "−" : "+"}${text}`;
}
