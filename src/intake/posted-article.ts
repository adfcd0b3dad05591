import { z } from "zod";
import type { Article } from "../domain/article.js";
import { parseWith } from "./parse-with.js";
import { publishedArticle } from "./standard-adapter.js";

/** Refuses unknown fields, since a misspelled one would be lost silently. */
export const postedArticle = publishedArticle.extend({ source: z.string().min(1).max(63) }).strict();

/** Parses the `data` of the article document and its `source`, as key holders send it. @throws Refusal `invalid`. */
export function parsePostedArticle(body: unknown): Article {
  const { id, ...article } = parseWith(postedArticle, body);
  return { externalId: id, ...article };
}
