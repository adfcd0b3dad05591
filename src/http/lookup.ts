import { Router } from "express";
import { z } from "zod";
import { articleId } from "../domain/article.js";
import type { Caller } from "../domain/caller.js";
import { Refusal } from "../domain/errors.js";
import { normalizeUrl } from "../domain/url.js";
import { parseWith } from "../intake/parse-with.js";
import type { Database } from "../storage/database.js";
import { prepareFindTaggings, type Wanted } from "../storage/lookup.js";
import type { ShownTagging } from "../storage/taggings.js";
import { requireScope } from "./auth.js";
import { jsonOf, readJsonBytes } from "./json-body.js";
import { manyArticles } from "./many-articles.js";
import { describeRefused } from "./problem.js";
import { filterText, parseQuery } from "./query.js";
import type { BodyLimit } from "./read-body.js";
import {
  answerTags,
  createTagsDocument,
  describePending,
  entityTag,
  needsWhole,
  type Representation,
  representationQuery,
  requireShown,
} from "./shown-article.js";
import { wait, waitFor } from "./wait.js";

const url = z
  .string()
  .max(2048)
  .transform((value, context) => {
    const urlKey = normalizeUrl(value);
    if (urlKey !== undefined) return { urlKey };
    context.addIssue({ code: "custom", message: "must be an http or https URL" });
    return z.NEVER;
  });
const query = { ...representationQuery, wait: wait.default(0) };
export const oneQuery = z.strictObject({
  source: filterText.optional(),
  externalId: filterText.optional(),
  url: url.optional(),
  ...query,
});
export const manyQuery = z.strictObject(query);

const wanted = z.union(
  [
    z.strictObject({ articleId: z.string() }),
    z.strictObject({ source: z.string(), externalId: z.string() }).transform(toArticleId),
    z.strictObject({ url }).transform((given) => given.url),
  ],
  "must be {articleId}, {source, externalId} or {url}, with an http or https URL",
);
export const many = z.strictObject({ articles: manyArticles(wanted) });

interface LookupParts {
  db: Database;
  /** Aborted when the process is told to end. */
  stopping: AbortSignal;
  bodyLimit: BodyLimit;
}

/** `GET /v1/tags` and `POST /v1/tags/lookup`: the tags document, found by what the caller has. */
export function createLookup({ db, stopping, bodyLimit }: LookupParts): Router {
  const router = Router();
  const findTaggings = prepareFindTaggings(db);
  router.get("/v1/tags", async (request, response) => {
    const caller = requireScope(response, "read");
    const { source, externalId, url, wait, ...asked } = parseQuery(request, oneQuery);
    const wanted = requireOneWay(source, externalId, url);
    const name = url ? describeWanted(url) : `${externalId} of the source ${source}`;
    const find = async () => {
      const [article] = await findTaggings([wanted], caller.source, needsWhole(asked));
      return requireShown(caller, article, name);
    };
    const article = await waitFor(find, { isComplete: isSettled, seconds: wait, response, stopping });
    response.set("Content-Location", `/v1/articles/${article.articleId}/tags`);
    answerTags(request, response, article, asked);
  });
  router.post("/v1/tags/lookup", readJsonBytes(bodyLimit), async (request, response) => {
    const caller = requireScope(response, "read");
    const { wait, ...asked } = parseQuery(request, manyQuery);
    const { articles } = parseWith(many, jsonOf(request));
    const find = () => findTaggings(articles, caller.source, needsWhole(asked));
    const isComplete = (found: (ShownTagging | undefined)[]) => found.every(isSettled);
    const found = await waitFor(find, { isComplete, seconds: wait, response, stopping });
    const describe = createDescribe(caller, asked, response.locals.requestId);
    const results = articles.map((wanted, place) => describe(wanted, found[place]));
    response.set("Cache-Control", "no-store").json({ results });
  });
  return router;
}

function toArticleId({ source, externalId }: { source: string; externalId: string }) {
  return { articleId: articleId(source, externalId) };
}

/** @throws Refusal `badRequest` unless the article is named in one way alone. */
function requireOneWay(source: string | undefined, externalId: string | undefined, url: Wanted | undefined): Wanted {
  if (url && source === undefined && externalId === undefined) return url;
  if (!url && source !== undefined && externalId !== undefined) return toArticleId({ source, externalId });
  throw new Refusal("badRequest", "Name the article by url alone, or by source and externalId together");
}

function describeWanted(wanted: Wanted): string {
  return "urlKey" in wanted ? `with this URL, which is looked up as ${wanted.urlKey}` : "with this id";
}

function isSettled(article: ShownTagging | undefined): boolean {
  return !article || article.withdrawn || article.shown !== undefined;
}

/** Describes one article's result by the status and the answer that a call for it alone would have. */
function createDescribe(caller: Caller, asked: Representation, requestId: string) {
  return (wanted: Wanted, found: ShownTagging | undefined) => {
    try {
      const article = requireShown(caller, found, describeWanted(wanted));
      if (!article.shown) return { status: 202, document: describePending(article) };
      return { status: 200, etag: entityTag(article, asked), document: createTagsDocument(article, asked) };
    } catch (error) {
      return describeRefused(error, requestId);
    }
  };
}
