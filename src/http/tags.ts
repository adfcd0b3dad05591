import { setTimeout as sleep } from "node:timers/promises";
import { Router } from "express";
import { z } from "zod";
import { isArticleId } from "../domain/article.js";
import { seesSource } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import { describeTagging, INCLUDES, type Include } from "../domain/tags-document.js";
import type { Database } from "../storage/database.js";
import { prepareFindTagging, type ShownTagging } from "../storage/taggings.js";
import { requireScope } from "./auth.js";
import { parseQuery } from "./query.js";

const LONGEST_WAIT_S = 30;
const LOOK_EVERY_MS = 100;
const RETRY_AFTER_S = 1;

const include = z
  .string()
  .transform((value) => value.split(","))
  .pipe(z.array(z.enum([...INCLUDES, "all"], `must be any of ${INCLUDES.join(", ")} or all, with commas between`)))
  .transform((names) => new Set<Include>(names.flatMap((name) => (name === "all" ? INCLUDES : [name]))));

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
    const { articleId } = request.params;
    if (!isArticleId(articleId)) throw new Refusal("notFound", "An article's id is art_ and 26 letters and digits");
    const find = async () => {
      const article = await findTagging(articleId, included.has("text"));
      return article && seesSource(caller, article.source) ? article : undefined;
    };
    const stopped = () => request.destroyed || stopping.aborted;
    const article = await waitForTagging(find, query.wait ?? 0, stopped);
    if (!article.shown) {
      const { articleId, source, externalId, version } = article;
      response.status(202).set("Retry-After", String(RETRY_AFTER_S));
      response.json({ articleId, source, externalId, version, detail: "The tagging of this version is on its way" });
      return;
    }
    const etag = entityTag(article, included);
    response.set("ETag", etag).set("Cache-Control", "private, no-cache");
    if (names(request.get("if-none-match"), etag)) response.status(304).end();
    else response.json(createTagsDocument(article, included));
  });
  return router;
}

/** @throws Refusal `notFound` or `withdrawn`. */
async function waitForTagging(
  find: () => Promise<ShownTagging | undefined>,
  seconds: number,
  isOver: () => boolean,
): Promise<ShownTagging> {
  const deadline = Date.now() + seconds * 1000;
  for (;;) {
    const article = await find();
    if (!article) throw new Refusal("notFound", "There is no article with this id");
    if (article.withdrawn) throw new Refusal("withdrawn", "The article was unpublished or deleted in the CMS");
    if (article.shown || Date.now() >= deadline || isOver()) return article;
    await sleep(LOOK_EVERY_MS);
  }
}

function createTagsDocument({ articleId, source, externalId, version, shown }: ShownTagging, included: Set<Include>) {
  if (!shown) return {};
  return {
    articleId,
    source,
    externalId,
    version,
    ...describeTagging(shown.tagging, included),
    taggedAt: shown.taggedAt,
  };
}

/** Express' own check gives up on `Cache-Control: no-cache`, which fetch adds to every conditional request. */
function names(header: string | undefined, etag: string): boolean {
  return header?.split(",").some((given) => ["*", etag, `W/${etag}`].includes(given.trim())) ?? false;
}

/** Names the representation: the same article asked for with other parts is another one. */
function entityTag({ version, shown }: ShownTagging, included: Set<Include>): string {
  const parts = INCLUDES.filter((name) => included.has(name)).map((name) => name.charAt(0));
  return `"${version}.${shown?.tagging.modelVersion}.${shown?.taggedAt.getTime()}.${parts.join("")}"`;
}
