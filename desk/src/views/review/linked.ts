import { quoteHeadline } from "../../headline.ts";
import { listOpen } from "../../open-tags.ts";
import type { QueuedArticle } from "../../queued-article.ts";
import { loadArticle, queuedFrom } from "../article/load-article.ts";

/** The article that a link to the queue names, or why the queue does not open it. */
export type Linked = { article: QueuedArticle } | { why: string };

/** Finds the article in the list. If it is on a later page or claimed by another editor, it is loaded separately. */
export async function loadLinked(
  articleId: string,
  listed: readonly QueuedArticle[],
  signal: AbortSignal,
): Promise<Linked> {
  const article = listed.find((each) => each.articleId === articleId);
  if (article) return { article };
  const loaded = await loadArticle(articleId, signal);
  if (loaded.state === "missing") return { why: "Beatline has no article with the ID in this link." };
  if (loaded.state === "withdrawn") return { why: "The article in this link was withdrawn." };
  if (loaded.state === "pending") return { why: "The article in this link is waiting to be tagged." };
  const found = queuedFrom(loaded);
  if (listOpen(loaded.document).length > 0) return { article: found };
  return { why: `There is nothing left to decide on ${quoteHeadline(found.headline)}.` };
}
