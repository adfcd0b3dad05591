import { inArray, type SQL, sql } from "drizzle-orm";
import type { Database } from "./database.js";
import { articles } from "./schema/articles.js";

/** With more matches than this, whoever walks the list meets a page of them soon. */
const FEW = 1_000;

/**
 * The condition that an article's headline matches a search. Of rare words PostgreSQL thinks that they are more frequent than they are, and would
 * walk a whole list for the few articles that have them: so these are found first, by the index of words.
 *
 * @param q as `websearch_to_tsquery` reads it.
 */
export async function searchHeadlines(db: Database, q: string): Promise<SQL> {
  const matches = sql`${articles.search} @@ websearch_to_tsquery('english', ${q})`;
  const found = await db
    .select({ articleId: articles.articleId })
    .from(articles)
    .where(matches)
    .limit(FEW + 1);
  const ids = found.map(({ articleId }) => articleId);
  return ids.length > FEW ? matches : inArray(articles.articleId, ids);
}
