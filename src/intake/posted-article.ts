import { z } from "zod";
import type { Article } from "../domain/article.js";
import { parseWith } from "./parse-with.js";
import { publishedArticle } from "./standard-adapter.js";

/** A misspelled field would be lost without a word, so that one which is not known is refused. */
export const postedArticle = publishedArticle.extend({ source: z.string().min(1).max(63) }).strict();

/** The `data` of the article document and its `source`, as a key holder sends it. @throws Refusal `invalid`. */
export function parsePostedArticle(body: unknown): Article {
  const { id, ...article } = parseWith(postedArticle, body);
  return { externalId: id, ...article };
}
