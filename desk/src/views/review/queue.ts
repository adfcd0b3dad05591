import { given } from "../../given.ts";
import { oneOf } from "../../one-of.ts";
import type { QueuedArticle } from "../../queued-article.ts";
import { answerOf, nextCursor, service } from "../../service.ts";
import { TOPICS, type Topic } from "../../topic.tsx";
import { type Linked, loadLinked } from "./linked.ts";

export interface Queue {
  articles: readonly QueuedArticle[];
  /** Where the next page begins; undefined when there is none. */
  next: string | undefined;
  /** What the address named when the queue was loaded. */
  linked?: Linked;
}

export interface QueueFilter {
  topic: Topic | undefined;
  section: string | undefined;
  source: string | undefined;
}

const PAGE = 25;

export function readFilter(query: Record<string, string>): QueueFilter {
  return {
    topic: oneOf(TOPICS, query.topic),
    section: query.section || undefined,
    source: query.source || undefined,
  };
}

/** Returns the query string that shows the queue with a filter and an article in hand. */
export function writeQuery({ topic, section, source }: QueueFilter, articleId?: string): string {
  const query = new URLSearchParams(given({ topic, section, source, article: articleId }));
  return query.size > 0 ? `?${query}` : "";
}

/** Loads a page of the articles that need an editor, most urgent first. */
export async function loadQueue(
  filter: QueueFilter,
  cursor: string | undefined,
  signal: AbortSignal | null = null,
): Promise<Queue> {
  const query = { limit: PAGE, ...given({ ...filter, cursor }) };
  const answer = await service.GET("/v1/review", { params: { query }, signal });
  return { articles: answerOf(answer).articles, next: nextCursor(answer.response) };
}

/** Loads an address's queue: its first page, and the article that it names. */
export async function loadAddressed(
  filter: QueueFilter,
  named: string | undefined,
  signal: AbortSignal,
): Promise<Queue> {
  const queue = await loadQueue(filter, undefined, signal);
  return named ? { ...queue, linked: await loadLinked(named, queue.articles, signal) } : queue;
}

/** Returns the queue without an article, and the article to take next. Pure. */
export function leave(
  articles: readonly QueuedArticle[],
  articleId: string,
): { rest: QueuedArticle[]; next: QueuedArticle | undefined } {
  const at = articles.findIndex((article) => article.articleId === articleId);
  const rest = articles.filter((article) => article.articleId !== articleId);
  return { rest, next: rest[Math.max(at, 0)] ?? rest.at(-1) };
}
