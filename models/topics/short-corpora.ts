import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { readJsonLines } from "../learning/corpus.js";

export const NYT_FILE = "topics/nyt-2017-to-2018-01.jsonl.gz";

/** A headline and a sentence, with the topics that its desk gave it. */
export interface ShortItem {
  headline: string;
  body: string;
  /** `YYYY-MM-DD`. */
  date: string;
  topics: readonly Topic[];
}

export function readNyt(dataDir: string): ShortItem[] {
  return readJsonLines(dataDir, NYT_FILE, (line) => {
    const { labels } = fieldsOf(line);
    const topics = TOPICS.filter((topic) => Array.isArray(labels) && labels.includes(topic));
    return { ...readText(line), topics };
  });
}

function readText(line: unknown): Pick<ShortItem, "headline" | "body" | "date"> {
  const { headline, body, date } = fieldsOf(line);
  return { headline: String(headline ?? ""), body: String(body ?? ""), date: String(date ?? "") };
}

function fieldsOf(line: unknown): Partial<Record<string, unknown>> {
  if (typeof line !== "object" || line === null) throw new Error("a line is no JSON object");
  return Object.fromEntries(Object.entries(line));
}
