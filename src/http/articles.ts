import { Router } from "express";
import { z } from "zod";
import { isArticleId } from "../domain/article.js";
import { OUTCOMES, TONE_LABELS } from "../domain/tagging.js";
import { TOPICS } from "../domain/topic.js";
import { time } from "../intake/fields.js";
import type { Database } from "../storage/database.js";
import { type ListedArticle, type ListPosition, listArticles } from "../storage/listing.js";
import { streamArticlesCsv, writeArticlesCsv } from "./articles-csv.js";
import { requireScope } from "./auth.js";
import { answerText } from "./conditional.js";
import { csvFormat, wantsCsv } from "./csv.js";
import { cutPage, DEFAULT_LIMIT, limit, pageQuery, readCursor } from "./paging.js";
import { sendPieces } from "./pieces.js";
import { filterText, isSpan, parseQuery, publication } from "./query.js";

const LONGEST_SEARCH = 500;

export const listQuery = z
  .strictObject({
    topic: z.enum(TOPICS).optional(),
    tone: z.enum(TONE_LABELS).optional(),
    decision: z.enum(["auto", "suggested", "accepted", "added", "rejected"]).optional(),
    outcome: z.enum(OUTCOMES).optional(),
    section: filterText.optional(),
    source: filterText.optional(),
    ...publication,
    q: filterText.max(LONGEST_SEARCH).optional(),
    format: csvFormat,
    ...pageQuery,
    limit: limit.optional(),
  })
  .check(isSpan);

const position = z
  .tuple([time, z.string().refine(isArticleId)])
  .transform(([listedAt, articleId]): ListPosition => ({ listedAt, articleId }));

/** `GET /v1/articles`: newest first, a page at a time; as CSV, all of them unless `limit` is given. */
export function createArticles({ db }: { db: Database }): Router {
  const router = Router();
  router.get("/v1/articles", async (request, response) => {
    const { source } = requireScope(response, "read");
    const { limit: given, cursor, format, ...filter } = parseQuery(request, listQuery);
    const read = (after: ListPosition | undefined, count: number) =>
      listArticles(db, { ...filter, visibleSource: source }, after, count);
    const after = readCursor(cursor, position);
    const asCsv = wantsCsv(request, format);
    response.vary("Accept");
    if (asCsv) response.attachment("articles.csv").type("text/csv");
    if (asCsv && given === undefined) {
      response.set("Cache-Control", "no-store");
      await sendPieces(response, () => streamArticlesCsv(read, after));
      return;
    }
    const limit = given ?? DEFAULT_LIMIT;
    const found = await read(after, limit + 1);
    const page = cutPage(response, found, limit, ({ listedAt, articleId }) => [listedAt, articleId]);
    if (asCsv) answerText(request, response, "text/csv", writeArticlesCsv(page));
    else answerText(request, response, "application/json", JSON.stringify({ articles: page.map(describe) }));
  });
  return router;
}

function describe({ listedAt, ...article }: ListedArticle) {
  return { ...article, links: { tags: `/v1/articles/${article.articleId}/tags` } };
}
