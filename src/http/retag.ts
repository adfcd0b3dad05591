import { Router } from "express";
import { z } from "zod";
import { isArticleId } from "../domain/article.js";
import { compareTaggings } from "../domain/retagging.js";
import type { TaggingJob } from "../queue/tagging-queue.js";
import { listRetagged, type RetaggedArticle } from "../storage/retagged.js";
import { forgetFailures, listOutdated } from "../storage/revisions.js";
import { requireAdmin, requireScope } from "./auth.js";
import { cutPage, linkNext, pageQuery, readCursor } from "./paging.js";
import { noQuery, parseQuery } from "./query.js";
import { type ArticleParts, loadShown } from "./shown-article.js";

interface RetagParts extends ArticleParts {
  models: { version: string };
  enqueue: (job: TaggingJob) => void;
}

export const retagQuery = z.strictObject(pageQuery);
const position = z.string().refine(isArticleId);

/**
 * `POST /v1/articles/{articleId}/retag` queues one article. `POST /v1/retag` queues, a page at a time, all that another
 * model tagged or that this one failed on. Only workers with this model do these jobs. They skip an article that this
 * model has tagged already, since the result would be the same, unless it failed.
 * `GET /v1/retag` lists, article by article, what the new model changed.
 */
export function createRetag({ db, findTagging, models, enqueue }: RetagParts): Router {
  const router = Router();
  router.post("/v1/articles/:articleId/retag", async (request, response) => {
    const caller = requireScope(response, "ingest");
    parseQuery(request, noQuery);
    const { articleId, version } = await loadShown(findTagging, caller, request.params.articleId);
    await forgetFailures(db, [articleId], models.version);
    enqueue({ articleId, version, backfill: true, modelVersion: models.version });
    response.status(202).location(`/v1/articles/${articleId}/tags`);
    response.json({ articleId, version, modelVersion: models.version, status: "queued" });
  });
  router.post("/v1/retag", async (request, response) => {
    requireAdmin(response);
    const { limit, cursor } = parseQuery(request, retagQuery);
    const found = await listOutdated(db, models.version, readCursor(cursor, position), limit + 1);
    const articleIds = found.slice(0, limit).map(({ articleId }) => articleId);
    await forgetFailures(db, articleIds, models.version);
    const page = cutPage(response, found, limit, ({ articleId }) => articleId);
    for (const ref of page) enqueue({ ...ref, backfill: true, modelVersion: models.version });
    response.status(202).json({ modelVersion: models.version, queued: page.length });
  });
  router.get("/v1/retag", async (request, response) => {
    requireAdmin(response);
    const { limit, cursor } = parseQuery(request, retagQuery);
    const { retagged, next } = await listRetagged(db, models.version, readCursor(cursor, position), limit);
    if (next) response.set("Link", linkNext(request.originalUrl, next));
    response.json({ modelVersion: models.version, articles: retagged.map(describe) });
  });
  return router;
}

function describe({ articleId, headline, version, standing, before, after }: RetaggedArticle) {
  const links = { tags: `/v1/articles/${articleId}/tags`, history: `/v1/articles/${articleId}/history` };
  const from = before.modelVersion;
  const known = { articleId, headline, version, from };
  if (!after) return { ...known, status: "waiting", links };
  return { ...known, status: "retagged", ...compareTaggings(before, after, standing), links };
}
