import { type SQL, sql } from "drizzle-orm";
import { type Database, execute } from "./database.js";
import { articles } from "./schema/articles.js";

/** Looking at this many takes tens of milliseconds. With more, a walk soon fills a page, unless all are old. */
const FEW = 20_000;

/**
 * Returns the condition that a headline matches a search. PostgreSQL assumes that a list has rare words everywhere, and
 * would walk all of it where only old articles have them. So few matches are found first, by the index of words, and
 * read by their place in the table.
 *
 * @param q as `websearch_to_tsquery` reads it.
 */
export async function searchHeadlines(db: Database, q: string): Promise<SQL> {
  const matches = sql`${articles.search} @@ websearch_to_tsquery('english', ${q})`;
  const places = sql`select ctid from beatline.articles where ${matches}`;
  const found = await execute(db, sql`select from (${places} limit ${FEW + 1}) as found offset ${FEW}`);
  return found.length > 0 ? matches : sql`articles.ctid = any(array(${places}))`;
}
