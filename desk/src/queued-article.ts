import type { Schemas } from "./service.ts";

/** What the queue shows of an article beside its evidence. */
export type QueuedArticle = Pick<
  Schemas["ReviewArticle"],
  "articleId" | "headline" | "source" | "section" | "publishedAt" | "tags"
>;
