import { Router } from "express";
import { z } from "zod";
import { isArticleId } from "../domain/article.js";
import { Refusal } from "../domain/errors.js";
import { OUTCOMES } from "../domain/tagging.js";
import { TOPICS } from "../domain/topic.js";
import { time } from "../intake/fields.js";
import type { Database } from "../storage/database.js";
import { type ListedArticle, type ListPosition, listArticles } from "../storage/listing.js";
import { filterText, parseQuery } from "./query.js";

const DEFAULT_LIMIT = 20;
const MOST = 100;

const listQuery = z.strictObject({
  topic: z.enum(TOPICS).optional(),
  tone: z.enum(["positive", "negative", "mixed", "neutral"]).optional(),
  decision: z.enum(["auto", "suggested"]).optional(),
  outcome: z.enum(OUTCOMES).optional(),
  section: filterText.optional(),
  source: filterText.optional(),
  publishedAfter: time.optional(),
  publishedBefore: time.optional(),
  limit: z
    .string()
    .regex(/^\d+$/, "must be a whole number")
    .transform(Number)
    .refine((value) => value >= 1 && value <= MOST, `must be between 1 and ${MOST}`)
    .default(DEFAULT_LIMIT),
  cursor: z.string().optional(),
});

const cursorPosition = z.tuple([time, z.string().refine(isArticleId)]);

/** `GET /v1/articles`: newest first, a page at a time. */
export function createArticles({ db }: { db: Database }): Router {
  const router = Router();
  router.get("/v1/articles", async (request, response) => {
    const { limit, cursor, ...filter } = parseQuery(request, listQuery);
    const found = await listArticles(db, filter, cursor ? readCursor(cursor) : undefined, limit + 1);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    if (found.length > limit && last) response.set("Link", `<${nextPage(request.originalUrl, last)}>; rel="next"`);
    response.json({ articles: page.map(describe) });
  });
  return router;
}

function describe({ listedAt, ...article }: ListedArticle) {
  return { ...article, links: { tags: `/v1/articles/${article.articleId}/tags` } };
}

function nextPage(url: string, last: ListPosition): string {
  const [path = "", query = ""] = url.split("?", 2);
  const parameters = new URLSearchParams(query);
  parameters.set("cursor", Buffer.from(JSON.stringify([last.listedAt, last.articleId])).toString("base64url"));
  return `${path}?${parameters}`;
}

function readCursor(cursor: string): ListPosition {
  const position = cursorPosition.safeParse(parseOrNothing(cursor));
  if (!position.success) throw new Refusal("badRequest", "Query parameter cursor: take it from the Link of a page");
  const [listedAt, articleId] = position.data;
  return { listedAt, articleId };
}

function parseOrNothing(cursor: string): unknown {
  try {
    return JSON.parse(Buffer.from(cursor, "base64url").toString());
  } catch {
    return undefined;
  }
}
