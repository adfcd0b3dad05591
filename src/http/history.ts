import { Router } from "express";
import { seesSource } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import { loadHistory } from "../storage/history.js";
import type { LoggedDecision } from "../storage/overrides.js";
import { requireScope } from "./auth.js";
import { noQuery, parseQuery } from "./query.js";
import { type ArticleParts, requireArticleId } from "./shown-article.js";

/** `GET /v1/articles/{articleId}/history`: who did what and when, even to a withdrawn article. */
export function createHistory({ db, findTagging }: ArticleParts): Router {
  const router = Router();
  router.get("/v1/articles/:articleId/history", async (request, response) => {
    const caller = requireScope(response, "read");
    parseQuery(request, noQuery);
    const articleId = requireArticleId(request.params.articleId);
    const article = await findTagging(articleId);
    if (!article || !seesSource(caller, article.source)) {
      throw new Refusal("notFound", "There is no article with this id");
    }
    const { source, externalId, withdrawn } = article;
    const { overrides, ...history } = await loadHistory(db, articleId);
    response.json({ articleId, source, externalId, withdrawn, ...history, overrides: overrides.map(describe) });
  });
  return router;
}

function describe({ topic, action, note, at, version, modelVersion, modelDecision, keyId, keyName }: LoggedDecision) {
  return { topic, action, note, at, by: { id: keyId, name: keyName }, version, modelVersion, modelDecision };
}
