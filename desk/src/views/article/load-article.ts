import type { QueuedArticle } from "../../queued-article.ts";
import { type History, loadHistory, type TagsDocument } from "../../seen.ts";
import { answerOf, isRefused, service } from "../../service.ts";

/** What the CMS sent with an article besides its text; absent if it did not. */
interface Facts {
  url?: string;
  section?: string;
  publishedAt?: string;
  updatedAt?: string;
}

export interface TaggedArticle {
  state: "tagged";
  document: TagsDocument;
  /** The state that a decision is made on. */
  etag: string;
  history: History;
  facts: Facts;
}

export type LoadedArticle =
  | TaggedArticle
  | { state: "pending"; history: History; retryAfterS: number }
  | { state: "withdrawn"; history: History }
  | { state: "missing" };

/** Loads an article, as far as there is one. @throws ProblemError unless it is missing or withdrawn. */
export async function loadArticle(articleId: string, signal: AbortSignal | null = null): Promise<LoadedArticle> {
  try {
    return await loadTagged(articleId, signal);
  } catch (error) {
    if (isRefused(error, 404)) return { state: "missing" };
    if (isRefused(error, 410)) return { state: "withdrawn", history: await loadHistory(articleId, signal) };
    throw error;
  }
}

async function loadTagged(articleId: string, signal: AbortSignal | null): Promise<LoadedArticle> {
  const path = { articleId };
  const [answer, history, facts] = await Promise.all([
    service.GET("/v1/articles/{articleId}/tags", { params: { path, query: { include: "all" } }, signal }),
    loadHistory(articleId, signal),
    loadFacts(articleId, signal),
  ]);
  const { response } = answer;
  if (response.status === 202) {
    return { state: "pending", history, retryAfterS: Number(response.headers.get("retry-after")) || 1 };
  }
  // Without `format` the answer is the tags document.
  const document = answerOf(answer) as TagsDocument;
  return { state: "tagged", document, etag: response.headers.get("etag") ?? "", history, facts };
}

/** Uses schema.org's format, which has the times, the section and the address of the original. */
async function loadFacts(articleId: string, signal: AbortSignal | null): Promise<Facts> {
  const params = { path: { articleId }, query: { format: "schema.org" as const } };
  const { data } = await service.GET("/v1/articles/{articleId}/tags", { params, signal });
  const story: Record<string, unknown> = { ...data };
  const text = (name: string, key: string) => (typeof story[key] === "string" ? { [name]: story[key] } : {});
  return {
    ...text("url", "url"),
    ...text("section", "articleSection"),
    ...text("publishedAt", "datePublished"),
    ...text("updatedAt", "dateModified"),
  };
}

/** Returns the revision that was tagged. */
export function findRevision({ document, history }: TaggedArticle): History["revisions"][number] | undefined {
  return history.revisions.find(({ version }) => version === document.version);
}

/** Returns the article as the queue shows it. Pure. */
export function queuedFrom(article: TaggedArticle): QueuedArticle {
  const { articleId, source, tags } = article.document;
  const { section = null, publishedAt = null } = article.facts;
  return { articleId, headline: findRevision(article)?.headline ?? "", source, section, publishedAt, tags };
}
