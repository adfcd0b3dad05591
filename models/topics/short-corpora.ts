import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { readJsonLines } from "../learning/corpus.js";

export const NYT_FILE = "topics/nyt-2017-to-2018-01.jsonl.gz";
export const FRONT_PAGES_FILE = "topics/cap-nyt-front-page-to-2004.jsonl.gz";

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
    const { labels, date } = fieldsOf(line);
    const topics = TOPICS.filter((topic) => Array.isArray(labels) && labels.includes(topic));
    return { ...readText(line), date: String(date ?? ""), topics };
  });
}

/** A headline of a front page, and a coder's few words on it. */
interface FrontPageItem {
  id: string;
  headline: string;
  body: string;
}

export function readFrontPages(dataDir: string): FrontPageItem[] {
  return readJsonLines(dataDir, FRONT_PAGES_FILE, (line) => ({ id: String(fieldsOf(line).id), ...readText(line) }));
}

function readText(line: unknown): Pick<ShortItem, "headline" | "body"> {
  const { headline, body } = fieldsOf(line);
  return { headline: String(headline ?? ""), body: String(body ?? "") };
}

function fieldsOf(line: unknown): Partial<Record<string, unknown>> {
  if (typeof line !== "object" || line === null) throw new Error("a line is no JSON object");
  return Object.fromEntries(Object.entries(line));
}
