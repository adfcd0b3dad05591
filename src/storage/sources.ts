import { asc, eq, exists, getTableColumns, sql } from "drizzle-orm";
import { Refusal } from "../domain/errors.js";
import { endOfOldSecret } from "../domain/old-secret.js";
import { type Actor, recordChange } from "./audit.js";
import type { Database } from "./database.js";
import { keys, sources } from "./schema/access.js";
import { articles } from "./schema/articles.js";

/** A CMS connection as it is stored. */
export type StoredSource = typeof sources.$inferSelect;

export async function findStoredSource(db: Database, name: string): Promise<StoredSource | undefined> {
  const [row] = await db.select().from(sources).where(eq(sources.name, name));
  return row;
}

async function loadStoredSource(db: Database, name: string): Promise<StoredSource> {
  const source = await findStoredSource(db, name);
  if (!source) throw new Error(`The source ${name} is gone`);
  return source;
}

/** Lists sources by name. */
export async function listStoredSources(db: Database): Promise<StoredSource[]> {
  return db.select().from(sources).orderBy(asc(sources.name));
}

/**
 * Adds or changes a source. A `given` secret replaces all of its secrets. Without one it keeps its own, or takes `made`
 * when it is new or its adapter changes, since a secret is made for an adapter. What changes nothing is not recorded.
 */
export async function saveSource(
  db: Database,
  { name, adapter, given, made }: { name: string; adapter: string; given: string | undefined; made: string },
  actor: Actor,
): Promise<{ source: StoredSource; created: boolean }> {
  const now = new Date();
  const isReplaced = given === undefined ? sql`${sources.adapter} <> excluded.adapter` : sql`true`;
  return db.transaction(async (transaction) => {
    const [row] = await transaction
      .insert(sources)
      .values({ name, adapter, createdAt: now, secret: given ?? made, secretCreatedAt: now })
      .onConflictDoUpdate({
        target: sources.name,
        set: {
          adapter,
          secret: sql`excluded.secret`,
          secretCreatedAt: sql`excluded.secret_created_at`,
          oldSecret: null,
          oldSecretCreatedAt: null,
          oldSecretEndsAt: null,
        },
        setWhere: isReplaced,
      })
      // An inserted row has never been locked by another transaction.
      .returning({ ...getTableColumns(sources), created: sql<boolean>`xmax = 0` });
    // Nothing to change: the source is as asked for.
    if (!row) return { source: await loadStoredSource(transaction, name), created: false };
    const { created, ...source } = row;
    await recordChange(transaction, actor, created ? "source.created" : "source.changed", name);
    return { source, created };
  });
}

/** Rotates a source's secret. The previous one is accepted for 24 more hours, and any older one no longer. */
export async function rotateSource(
  db: Database,
  name: string,
  secret: string,
  actor: Actor,
): Promise<StoredSource | undefined> {
  const now = new Date();
  return db.transaction(async (transaction) => {
    const [row] = await transaction
      .update(sources)
      .set({
        secret,
        secretCreatedAt: now,
        oldSecret: sql`${sources.secret}`,
        oldSecretCreatedAt: sql`${sources.secretCreatedAt}`,
        oldSecretEndsAt: endOfOldSecret(now),
      })
      .where(eq(sources.name, name))
      .returning();
    if (row) await recordChange(transaction, actor, "source.rotated", name);
    return row;
  });
}

/**
 * Deletes a source. @returns whether there was one.
 * @throws Refusal `conflict` while it has articles, or keys are bound to it.
 */
export async function deleteSource(db: Database, name: string, actor: Actor): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const ofArticle = transaction.select({ one: sql`1` }).from(articles).where(eq(articles.source, name));
    const ofKey = transaction
      .select({ one: sql`1` })
      .from(keys)
      .where(sql`${keys.source} = ${name} and ${keys.revokedAt} is null`);
    const [row] = await transaction
      .delete(sources)
      .where(eq(sources.name, name))
      .returning({ hasArticles: exists(ofArticle), hasKeys: exists(ofKey) });
    if (!row) return false;
    if (row.hasArticles)
      throw new Refusal("conflict", `There are articles of ${name}; only a source without articles can be deleted`);
    if (row.hasKeys) throw new Refusal("conflict", `Keys are bound to ${name}; revoke them with DELETE /v1/keys first`);
    await recordChange(transaction, actor, "source.deleted", name);
    return true;
  });
}
