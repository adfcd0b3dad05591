import { asc, eq, sql } from "drizzle-orm";
import { Refusal } from "../domain/errors.js";
import { endOfOldSecret } from "../domain/old-secret.js";
import { type Actor, recordChange } from "./audit.js";
import type { Database } from "./database.js";
import { endpoints, outboundDeliveries } from "./schema/outbound.js";

/** An endpoint as it is stored. */
export type StoredEndpoint = typeof endpoints.$inferSelect;

type NewEndpoint = Pick<StoredEndpoint, "endpointId" | "url" | "description" | "events" | "source" | "secret">;

/** What an admin may change; absent fields stay as they are. */
interface EndpointChange {
  url?: string | undefined;
  description?: string | undefined;
  events?: StoredEndpoint["events"] | undefined;
  source?: string | null | undefined;
  enabled?: boolean | undefined;
}

/** Each event is written once per endpoint, and each endpoint has a place of its own in every worker. */
export const MOST_ENDPOINTS = 100;

export async function findEndpoint(db: Database, endpointId: string): Promise<StoredEndpoint | undefined> {
  const [row] = await db.select().from(endpoints).where(eq(endpoints.endpointId, endpointId));
  return row;
}

/** Lists endpoints in the order in which they were created. */
export async function listEndpoints(db: Database): Promise<StoredEndpoint[]> {
  return db.select().from(endpoints).orderBy(asc(endpoints.createdAt), asc(endpoints.endpointId));
}

/** @throws Refusal `conflict` when there are 100. */
export async function saveEndpoint(db: Database, given: NewEndpoint, actor: Actor): Promise<StoredEndpoint> {
  const now = new Date();
  return db.transaction(async (transaction) => {
    const count = await transaction.$count(endpoints);
    if (count >= MOST_ENDPOINTS) {
      throw new Refusal("conflict", `There are ${count} endpoints, the most allowed; delete one that is not needed`);
    }
    const [row] = await transaction
      .insert(endpoints)
      .values({ ...given, secretCreatedAt: now, createdAt: now })
      .returning();
    if (!row) throw new Error("The insert returned no row");
    await recordChange(transaction, actor, "endpoint.created", given.endpointId);
    return row;
  });
}

/** Changes an endpoint. One that is enabled again starts afresh: its earlier failures no longer count. */
export async function changeEndpoint(
  db: Database,
  endpointId: string,
  { enabled, ...changes }: EndpointChange,
  actor: Actor,
): Promise<StoredEndpoint | undefined> {
  return change(db, endpointId, actor, "endpoint.changed", {
    ...withoutAbsent(changes),
    ...(enabled === true ? { disabledAt: null, disabledReason: null, failingSince: null } : {}),
    ...(enabled === false
      ? {
          disabledAt: sql`coalesce(${endpoints.disabledAt}, now())`,
          disabledReason: sql`coalesce(${endpoints.disabledReason}, 'byHand')`,
        }
      : {}),
  });
}

/** Rotates a secret. The new one signs first, the previous one beside it for 24 more hours. */
export async function rotateEndpoint(
  db: Database,
  endpointId: string,
  secret: string,
  actor: Actor,
): Promise<StoredEndpoint | undefined> {
  const now = new Date();
  return change(db, endpointId, actor, "endpoint.rotated", {
    secret,
    secretCreatedAt: now,
    oldSecret: sql`${endpoints.secret}`,
    oldSecretEndsAt: endOfOldSecret(now),
  });
}

/** Deletes an endpoint and all its deliveries. @returns whether there was one. */
export async function deleteEndpoint(db: Database, endpointId: string, actor: Actor): Promise<boolean> {
  return db.transaction(async (transaction) => {
    const [row] = await transaction
      .delete(endpoints)
      .where(eq(endpoints.endpointId, endpointId))
      .returning({ endpointId: endpoints.endpointId });
    if (!row) return false;
    await transaction.delete(outboundDeliveries).where(eq(outboundDeliveries.endpointId, endpointId));
    await recordChange(transaction, actor, "endpoint.deleted", endpointId);
    return true;
  });
}

type EndpointUpdate = Parameters<ReturnType<Database["update"]>["set"]>[0];

async function change(
  db: Database,
  endpointId: string,
  actor: Actor,
  action: "endpoint.changed" | "endpoint.rotated",
  changes: EndpointUpdate,
): Promise<StoredEndpoint | undefined> {
  return db.transaction(async (transaction) => {
    const [row] = await transaction
      .update(endpoints)
      .set(changes)
      .where(eq(endpoints.endpointId, endpointId))
      .returning();
    if (row) await recordChange(transaction, actor, action, endpointId);
    return row;
  });
}

function withoutAbsent<T extends object>(given: T): Partial<T> {
  // Only absent fields are removed; the names and types of the rest are as they were.
  return Object.fromEntries(Object.entries(given).filter(([, value]) => value !== undefined)) as Partial<T>;
}
