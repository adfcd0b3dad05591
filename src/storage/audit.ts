import { desc, lt } from "drizzle-orm";
import type { Database } from "./database.js";
import { audit } from "./schema/access.js";

/** Who makes a change, and in which request. */
export interface Actor {
  keyId: string;
  keyName: string;
  requestId: string;
}

type AuditAction =
  | "key.created"
  | "key.revoked"
  | "source.created"
  | "source.changed"
  | "source.rotated"
  | "source.deleted"
  | "endpoint.created"
  | "endpoint.changed"
  | "endpoint.rotated"
  | "endpoint.replayed"
  | "endpoint.deleted";

interface AuditEntry extends Actor {
  entryId: number;
  at: Date;
  action: string;
  /** The id of a key or an endpoint, or the name of a source. */
  target: string;
}

/** Records a change. Call it in the transaction that makes the change, so that neither exists without the other. */
export async function recordChange(db: Database, actor: Actor, action: AuditAction, target: string): Promise<void> {
  const { keyId, keyName, requestId } = actor;
  await db.insert(audit).values({ at: new Date(), keyId, keyName, requestId, action, target });
}

/** Lists entries, newest first; `before` is the id of the last entry of the previous page. */
export async function listAudit(db: Database, before: number | undefined, limit: number): Promise<AuditEntry[]> {
  return db
    .select()
    .from(audit)
    .where(before === undefined ? undefined : lt(audit.entryId, before))
    .orderBy(desc(audit.entryId))
    .limit(limit);
}
