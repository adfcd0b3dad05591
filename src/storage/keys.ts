import { and, desc, eq, getTableColumns, isNull, lt, or } from "drizzle-orm";
import type { Caller } from "../domain/caller.js";
import { type Actor, recordChange } from "./audit.js";
import type { Database } from "./database.js";
import { keys } from "./schema/access.js";

/** An API key as it is stored, without the key itself. */
export interface StoredKey extends Caller {
  prefix: string;
  expiresAt: Date | null;
  createdAt: Date;
  createdBy: string;
  lastUsedAt: Date | null;
  revokedAt: Date | null;
}

interface NewKey extends Caller {
  /** SHA-256 of the key, in hex. */
  hash: string;
  prefix: string;
  expiresAt: Date | null;
}

const { name, hash, ...kept } = getTableColumns(keys);
const storedKey = { ...kept, keyName: name };

export async function saveKey(db: Database, { keyName, scopes, ...key }: NewKey, actor: Actor): Promise<StoredKey> {
  const createdAt = new Date();
  const createdBy = actor.keyId;
  await db.transaction(async (transaction) => {
    await transaction.insert(keys).values({ ...key, name: keyName, scopes: [...scopes], createdAt, createdBy });
    await recordChange(transaction, actor, "key.created", key.keyId);
  });
  const { hash: _, ...shown } = key;
  return { ...shown, keyName, scopes, createdAt, createdBy, lastUsedAt: null, revokedAt: null };
}

/** Finds a key by its hash, even an expired or revoked one, so that its user can be told. */
export async function findKey(db: Database, keyHash: string): Promise<(StoredKey & { hash: string }) | undefined> {
  const [row] = await db
    .select({ ...storedKey, hash })
    .from(keys)
    .where(eq(keys.hash, keyHash));
  return row;
}

/** Lists keys, newest first. */
export async function listKeys(db: Database): Promise<StoredKey[]> {
  return db.select(storedKey).from(keys).orderBy(desc(keys.createdAt), desc(keys.keyId));
}

/**
 * Revokes a key; one that is revoked already stays as it is.
 *
 * @returns the key's hash, undefined when there is no such key.
 */
export async function revokeKey(db: Database, keyId: string, actor: Actor): Promise<string | undefined> {
  return db.transaction(async (transaction) => {
    const [revoked] = await transaction
      .update(keys)
      .set({ revokedAt: new Date() })
      .where(and(eq(keys.keyId, keyId), isNull(keys.revokedAt)))
      .returning({ hash });
    if (revoked) await recordChange(transaction, actor, "key.revoked", keyId);
    const [known] = revoked ? [revoked] : await transaction.select({ hash }).from(keys).where(eq(keys.keyId, keyId));
    return known?.hash;
  });
}

/** Records that a key was used, unless a use after `unlessSince` is recorded. */
export async function saveKeyUse(db: Database, keyId: string, at: Date, unlessSince: Date): Promise<void> {
  await db
    .update(keys)
    .set({ lastUsedAt: at })
    .where(and(eq(keys.keyId, keyId), or(isNull(keys.lastUsedAt), lt(keys.lastUsedAt, unlessSince))));
}
