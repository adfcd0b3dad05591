import { Router } from "express";
import { z } from "zod";
import { isArticleId } from "../domain/article.js";
import { OUTCOMES } from "../domain/tagging.js";
import { TOPICS } from "../domain/topic.js";
import { time } from "../intake/fields.js";
import type { Database } from "../storage/database.js";
import { type ListedArticle, type ListPosition, listArticles } from "../storage/listing.js";
import { requireScope } from "./auth.js";
import { linkNext, pageQuery, readCursor } from "./paging.js";
import { filterText, parseQuery } from "./query.js";

const listQuery = z.strictObject({
  topic: z.enum(TOPICS).optional(),
  tone: z.enum(["positive", "negative", "mixed", "neutral"]).optional(),
  decision: z.enum(["auto", "suggested", "accepted", "added"]).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  section: filterText.optional(),
  source: filterText.optional(),
  publishedAfter: time.optional(),
  publishedBefore: time.optional(),
  ...pageQuery,
});

const position = z
  .tuple([time, z.string().refine(isArticleId)])
  .transform(([listedAt, articleId]): ListPosition => ({ listedAt, articleId }));

/** `GET /v1/articles`: newest first, a page at a time. */
export function createArticles({ db }: { db: Database }): Router {
  const router = Router();
  router.get("/v1/articles", async (request, response) => {
    const { source } = requireScope(response, "read");
    const { limit, cursor, ...filter } = parseQuery(request, listQuery);
    const seen = { ...filter, visibleSource: source };
    const found = await listArticles(db, seen, readCursor(cursor, position), limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    if (found.length > limit && last)
      response.set("Link", linkNext(request.originalUrl, [last.listedAt, last.articleId]));
    response.json({ articles: page.map(describe) });
  });
  return router;
}

function describe({ listedAt, ...article }: ListedArticle) {
  return { ...article, links: { tags: `/v1/articles/${article.articleId}/tags` } };
}
