import { sql } from "drizzle-orm";
import type { Standing } from "../domain/override.js";
import type { BareTagging } from "../domain/tagging.js";
import { type Database, execute } from "./database.js";

/** An article that another model tagged before, with both taggings of the revision that it shows. */
export interface RetaggedArticle {
  articleId: string;
  headline: string;
  version: number;
  standing: Standing;
  before: BareTagging;
  /** Null while the article waits for the new model. */
  after: BareTagging | null;
}

/** Articles examined by one call, in a tenth of a second: where one model tagged all, nothing else would end it. */
const STRETCH = 5_000;

/**
 * Lists articles, by id, whose shown revision has a tagging by another model than `modelVersion`; `before` is the
 * newest such one. `next` is the id to continue after, undefined at the end: an empty page may have one.
 */
export async function listRetagged(
  db: Database,
  modelVersion: string,
  after: string | undefined,
  limit: number,
): Promise<{ retagged: RetaggedArticle[]; next: string | undefined }> {
  const stretch = sql`
    select article_id, headline, tagged_version, standing, withdrawn_at from beatline.articles
    where article_id > ${after ?? ""} order by article_id limit ${STRETCH}`;
  const rows = await execute<Omit<RetaggedArticle, "version"> & { version: string }>(
    db,
    sql`
    select articles.article_id as "articleId", headline, tagged_version as version, standing, former.tagging as before,
      latter.tagging as after
    from (${stretch}) as articles
    join lateral (
      select tagging from beatline.taggings
      where taggings.article_id = articles.article_id and taggings.version = tagged_version
        and taggings.model_version <> ${modelVersion}
      order by tagged_at desc limit 1
    ) as former on true
    left join beatline.taggings as latter on latter.article_id = articles.article_id
      and latter.version = tagged_version and latter.model_version = ${modelVersion}
    where withdrawn_at is null
    order by articles.article_id limit ${limit}`,
  );
  const retagged = rows.map((row) => ({ ...row, version: Number(row.version) }));
  if (retagged.length === limit) return { retagged, next: retagged.at(-1)?.articleId };
  const [last] = await execute<{ articleId: string }>(
    db,
    sql`select article_id as "articleId" from (${stretch}) as articles offset ${STRETCH - 1}`,
  );
  return { retagged, next: last?.articleId };
}
