import { eq, sql } from "drizzle-orm";
import { isArticleId } from "../domain/article.js";
import type { Database } from "./database.js";
import { articles, taggings } from "./schema/articles.js";
import { BARE, isShown, SHOWN_COLUMNS, type ShownTagging, toShown, WHOLE } from "./taggings.js";

/** What a reader knows of an article: its id, or its URL as `normalizeUrl` gives it. */
export type Wanted = { articleId: string } | { urlKey: string };

/**
 * Finds many articles in one round trip.
 *
 * @param visibleSource the only source in which URLs are looked for; null for all.
 * @returns each wanted article, in order, even a withdrawn one; undefined where there is none.
 */
type FindTaggings = (
  wanted: readonly Wanted[],
  visibleSource: string | null,
  whole?: boolean,
) => Promise<(ShownTagging | undefined)[]>;

export function prepareFindTaggings(db: Database): FindTaggings {
  const bare = selectTaggings(db, BARE).prepare("find_taggings");
  const full = selectTaggings(db, WHOLE).prepare("find_whole_taggings");
  return async (wanted, visibleSource, whole = false) => {
    const rows = await (whole ? full : bare).execute({ wanted: JSON.stringify(wanted.map(toRow)), visibleSource });
    const found = new Map(rows.map(({ place, ...row }) => [place, toShown(row)]));
    return wanted.map((_, place) => found.get(place));
  };
}

/** Writes null for what cannot be an id: it may hold characters that JSON allows and PostgreSQL does not. */
function toRow(wanted: Wanted, place: number) {
  if ("urlKey" in wanted) return { place, url_key: wanted.urlKey };
  return { place, article_id: isArticleId(wanted.articleId) ? wanted.articleId : null };
}

function selectTaggings(db: Database, parts: typeof BARE | typeof WHOLE) {
  return db
    .select({ place: sql<number>`wanted.place`, ...SHOWN_COLUMNS, ...parts })
    .from(
      sql`json_to_recordset(${sql.placeholder("wanted")}::json) as wanted (place int, article_id text, url_key text)`,
    )
    .innerJoin(articles, eq(articles.articleId, sql`coalesce(wanted.article_id, (${lastWithUrl}))`))
    .leftJoin(taggings, isShown);
}

/** Selects, of several articles with one URL, the one that changed last; a withdrawn one only when all are. */
const lastWithUrl = sql`
  select article_id from beatline.articles as candidate
  where candidate.url_key = wanted.url_key
    and candidate.source = coalesce(${sql.placeholder("visibleSource")}::text, candidate.source)
  order by withdrawn_at is not null, changed_at desc, article_id limit 1`;
