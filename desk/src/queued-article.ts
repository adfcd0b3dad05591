import type { Schemas } from "./service.ts";

/** What the queue shows of an article besides its evidence. */
export type QueuedArticle = Pick<
  Schemas["ReviewArticle"],
  "articleId" | "headline" | "source" | "section" | "publishedAt" | "tags"
>;
