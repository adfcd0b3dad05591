import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { readJsonLines } from "../learning/corpus.js";

export const NYT_FILE = "topics/nyt-2017-to-2018-01.jsonl.gz";
export const CAP_FILE = "topics/cap-nyt-front-page-to-2004.jsonl.gz";

/** A headline and a sentence, with the topics that its desk or coder gave it. */
export interface ShortItem {
  headline: string;
  body: string;
  /** `YYYY-MM-DD`, or a year. */
  date: string;
  topics: readonly Topic[];
}

const CAP_TOPICS: Partial<Record<number, Topic>> = { 9: "immigration", 12: "enforcement", 5: "labor" };

export function readNyt(dataDir: string): ShortItem[] {
  return readJsonLines(dataDir, NYT_FILE, (line) => {
    const { labels } = fieldsOf(line);
    const topics = TOPICS.filter((topic) => Array.isArray(labels) && labels.includes(topic));
    return { ...readText(line), topics };
  });
}

export function readCap(dataDir: string): ShortItem[] {
  return readJsonLines(dataDir, CAP_FILE, (line) => {
    const topic = CAP_TOPICS[Number(fieldsOf(line).cap)];
    return { ...readText(line), topics: topic ? [topic] : [] };
  });
}

function readText(line: unknown): Pick<ShortItem, "headline" | "body" | "date"> {
  const { headline, body, date, year } = fieldsOf(line);
  return { headline: String(headline ?? ""), body: String(body ?? ""), date: String(date ?? year ?? "") };
}

function fieldsOf(line: unknown): Partial<Record<string, unknown>> {
  if (typeof line !== "object" || line === null) throw new Error("a line is no JSON object");
  return Object.fromEntries(Object.entries(line));
}
