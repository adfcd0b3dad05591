import { z } from "zod";

const MOST_ARTICLES = 100;

/** Returns the schema of a list of articles. It counts them first: a million wrong ones would make a million faults. */
export function manyArticles<Article extends z.ZodType>(article: Article) {
  return z
    .array(z.unknown())
    .min(1, "must contain at least one article")
    .max(MOST_ARTICLES, `must contain at most ${MOST_ARTICLES} articles`)
    .pipe(z.array(article));
}
