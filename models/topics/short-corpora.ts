import { z } from "zod";
import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { readJsonLines } from "../learning/corpus.js";

export const NYT_FILE = "topics/nyt-2017-to-2018-01.jsonl.gz";
export const FRONT_PAGES_FILE = "topics/cap-nyt-front-page-to-2004.jsonl.gz";

/** A headline and a sentence, with the topics that the desk gave them. */
export interface ShortItem {
  headline: string;
  body: string;
  /** `YYYY-MM-DD`. */
  date: string;
  topics: readonly Topic[];
}

const nytLine = z
  .object({ headline: z.string(), body: z.string(), date: z.string(), labels: z.array(z.string()) })
  .transform(
    ({ labels, ...item }): ShortItem => ({ ...item, topics: TOPICS.filter((topic) => labels.includes(topic)) }),
  );

export function readNyt(dataDir: string): ShortItem[] {
  return readJsonLines(dataDir, NYT_FILE, nytLine);
}

/** A headline of a front page, and a coder's few words on it. */
const frontPageLine = z.object({ id: z.string(), headline: z.string(), body: z.string() });

export function readFrontPages(dataDir: string): z.infer<typeof frontPageLine>[] {
  return readJsonLines(dataDir, FRONT_PAGES_FILE, frontPageLine);
}
