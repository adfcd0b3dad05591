import { Router } from "express";
import { z } from "zod";
import type { ShownTagging } from "../storage/taggings.js";
import { requireScope } from "./auth.js";
import { parseQuery } from "./query.js";
import { type ArticleParts, answerTags, loadShown, needsWhole, representationQuery } from "./shown-article.js";
import { wait, waitFor } from "./wait.js";

export const tagsQuery = z.strictObject({ ...representationQuery, wait: wait.default(0) });

interface TagsParts extends ArticleParts {
  /** Aborted when the process is told to end: callers waiting for a tagging are then told to ask again. */
  stopping: AbortSignal;
}

/** `GET /v1/articles/{articleId}/tags`. */
export function createTags({ findTagging, stopping }: TagsParts): Router {
  const router = Router();
  router.get("/v1/articles/:articleId/tags", async (request, response) => {
    const caller = requireScope(response, "read");
    const { wait, ...asked } = parseQuery(request, tagsQuery);
    const find = () => loadShown(findTagging, caller, request.params.articleId, needsWhole(asked));
    const isComplete = ({ shown }: ShownTagging) => shown !== undefined;
    const article = await waitFor(find, { isComplete, seconds: wait, response, stopping });
    answerTags(request, response, article, asked);
  });
  return router;
}
