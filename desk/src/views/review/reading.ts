import { loadHistory, loadSeen, type Seen, type TagsDocument } from "../../seen.ts";
import { TOPICS, type Topic } from "../../topic.tsx";
import { describeChanges } from "./changes.ts";

/** An article's tags as the editor sees them. */
interface Reading extends Seen {
  /** What others did since the editor saw it. */
  changes: readonly string[];
}

/** Loads an article's tags as the editor first sees them. */
export async function loadReading(articleId: string, signal: AbortSignal): Promise<Reading> {
  return { ...(await loadSeen(articleId, signal)), changes: [] };
}

/** Loads the article as it is now, with what others did since `seen`. */
export async function loadChanged(articleId: string, seen: TagsDocument): Promise<Reading> {
  const [now, history] = await Promise.all([loadSeen(articleId), loadHistory(articleId)]);
  return { ...now, changes: describeChanges(seen, now.document, history.overrides) };
}

/** Lists the topics that are not tags, each with the model's confidence. */
export function listAddable(document: TagsDocument): { topic: Topic; confidence: number | null }[] {
  const confidences = "confidences" in document ? document.confidences : undefined;
  return TOPICS.filter((topic) => !document.tags.some((tag) => tag.topic === topic)).map((topic) => ({
    topic,
    confidence: confidences?.[topic] ?? null,
  }));
}
