import { setTimeout as sleep } from "node:timers/promises";
import { Router } from "express";
import { z } from "zod";
import type { Include } from "../domain/tags-document.js";
import type { Database } from "../storage/database.js";
import { prepareFindTagging, type ShownTagging } from "../storage/taggings.js";
import { requireScope } from "./auth.js";
import { parseQuery } from "./query.js";
import { answerTags, include, loadShown } from "./shown-article.js";

const LONGEST_WAIT_S = 30;
const LOOK_EVERY_MS = 100;

const wait = z
  .string()
  .regex(/^\d+$/, "must be whole seconds")
  .transform(Number)
  .refine((seconds) => seconds <= LONGEST_WAIT_S, `must be at most ${LONGEST_WAIT_S}`);

const tagsQuery = z.strictObject({ include: include.optional(), wait: wait.optional() });

export interface TagsParts {
  db: Database;
  /** Aborted when the process is told to end: who waits for a tagging is then told to ask again. */
  stopping: AbortSignal;
}

/** `GET /v1/articles/{articleId}/tags`. */
export function createTags({ db, stopping }: TagsParts): Router {
  const router = Router();
  const findTagging = prepareFindTagging(db);
  router.get("/v1/articles/:articleId/tags", async (request, response) => {
    const caller = requireScope(response, "read");
    const query = parseQuery(request, tagsQuery);
    const included = query.include ?? new Set<Include>();
    const find = () => loadShown(findTagging, caller, request.params.articleId, included.has("text"));
    const stopped = () => request.destroyed || stopping.aborted;
    answerTags(request, response, await waitForTagging(find, query.wait ?? 0, stopped), included);
  });
  return router;
}

async function waitForTagging(
  find: () => Promise<ShownTagging>,
  seconds: number,
  isOver: () => boolean,
): Promise<ShownTagging> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const article = await find();
    if (article.shown || Date.now() >= deadline || isOver()) return article;
    await sleep(LOOK_EVERY_MS);
  }
}
