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

/**
 * Articles of which the revision that they show has a tagging by another model than `modelVersion`, the newest such one,
 * in the order of their ids.
 */
export async function listRetagged(
  db: Database,
  modelVersion: string,
  after: string | undefined,
  limit: number,
): Promise<RetaggedArticle[]> {
  const rows = await execute<Omit<RetaggedArticle, "version"> & { version: string }>(
    db,
    sql`
    select articles.article_id as "articleId", headline, tagged_version as version, standing, former.tagging as before,
      latter.tagging as after
    from beatline.articles
    join lateral (
      select tagging from beatline.taggings
      where taggings.article_id = articles.article_id and taggings.version = tagged_version
        and taggings.model_version <> ${modelVersion}
      order by tagged_at desc limit 1
    ) as former on true
    left join beatline.taggings as latter on latter.article_id = articles.article_id
      and latter.version = tagged_version and latter.model_version = ${modelVersion}
    where withdrawn_at is null and articles.article_id > ${after ?? ""}
    order by articles.article_id limit ${limit}`,
  );
  return rows.map((row) => ({ ...row, version: Number(row.version) }));
}
