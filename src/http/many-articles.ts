import { z } from "zod";

const MOST_ARTICLES = 100;

/** The articles of a call on many. They are counted before they are looked at: a million wrong ones would make a million faults. */
export function manyArticles<Article extends z.ZodType>(article: Article) {
  return z
    .array(z.unknown())
    .min(1, "must contain at least one article")
    .max(MOST_ARTICLES, `must contain at most ${MOST_ARTICLES} articles`)
    .pipe(z.array(article));
}
