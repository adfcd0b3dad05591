import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { createFinder, readLabelRows } from "../learning/further-labels.js";
import { perTopic } from "./per-topic.js";

export const DESK_FILE = "desk.tsv";

/** The chances that a newspaper's desk gives an article its tags of each topic. */
export type DeskChances = Record<Topic, number>;

/** How often the desk had tagged items that a reader gave these levels: the New York Times' 5,302 to January 2018. */
const CHANCES = [0.004, 0.12, 0.33, 0.53, 0.85];

/**
 * Returns the chances of each article, as a reader of its headline and first sentence judged them. Articles in which
 * the models expected no topic count, unread, like those in which the reader saw none.
 *
 * @param articles the whole corpus and the front pages; throws when a label is of none of them.
 */
export function readDeskChances(articles: readonly { id: string }[]): DeskChances[] {
  const find = createFinder(articles);
  const levels = new Map(readLabelRows(DESK_FILE).map(([id, ...cells]) => [find(id).id, cells.map(Number)]));
  return articles.map(({ id }) => perTopic((topic) => CHANCES[levels.get(id)?.[TOPICS.indexOf(topic)] ?? 0] ?? 0));
}
