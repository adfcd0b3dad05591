import { Router } from "express";
import { z } from "zod";
import { isArticleId } from "../domain/article.js";
import { ClaimedRefusal } from "../domain/errors.js";
import { TOPICS } from "../domain/topic.js";
import {
  claimArticle,
  listForReview,
  type ReviewArticle,
  type ReviewPosition,
  releaseArticle,
} from "../storage/review.js";
import { requireScope } from "./auth.js";
import { cutPage, pageQuery, readCursor } from "./paging.js";
import { filterText, noQuery, parseQuery } from "./query.js";
import { type ArticleParts, loadShown, nameState, requireArticleId } from "./shown-article.js";

export const reviewQuery = z.strictObject({
  topic: z.enum(TOPICS).optional(),
  section: filterText.optional(),
  source: filterText.optional(),
  ...pageQuery,
});

// Rounded to the single precision of PostgreSQL's column, which refuses numbers out of its range.
const urgency = z.number().min(0).max(1).transform(Math.fround);

const position = z
  .tuple([urgency, z.string().refine(isArticleId)])
  .transform(([urgency, articleId]): ReviewPosition => ({ urgency, articleId }));

/** `GET /v1/review`: what needs an editor. `PUT` and `DELETE /v1/review/{articleId}/claim`: which editor is at what. */
export function createReview({ db, findTagging }: ArticleParts): Router {
  const router = Router();
  router.get("/v1/review", async (request, response) => {
    const caller = requireScope(response, "review");
    const { limit, cursor, ...filter } = parseQuery(request, reviewQuery);
    const found = await listForReview(db, filter, caller, readCursor(cursor, position), limit + 1);
    const page = cutPage(response, found, limit, ({ urgency, articleId }) => [urgency, articleId]);
    response.set("Cache-Control", "no-store").json({ articles: page.map(describe) });
  });
  router.put("/v1/review/:articleId/claim", async (request, response) => {
    const caller = requireScope(response, "review");
    parseQuery(request, noQuery);
    const { articleId } = await loadShown(findTagging, caller, request.params.articleId);
    const { keyId, keyName, expiresAt } = await claimArticle(db, articleId, caller);
    const by = { id: keyId, name: keyName };
    if (keyId !== caller.keyId) throw new ClaimedRefusal({ by, expiresAt });
    response.json({ articleId, by, expiresAt });
  });
  router.delete("/v1/review/:articleId/claim", async (request, response) => {
    const caller = requireScope(response, "review");
    parseQuery(request, noQuery);
    await releaseArticle(db, requireArticleId(request.params.articleId), caller.keyId);
    response.status(204).end();
  });
  return router;
}

function describe({ taggedAt, modelVersion, decisionCount, ...article }: ReviewArticle) {
  const etag = nameState({ version: article.version, modelVersion, taggedAt, decisionCount });
  return { ...article, etag, links: { tags: `/v1/articles/${article.articleId}/tags` } };
}
