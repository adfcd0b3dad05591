import { and, desc, eq, getTableColumns, sql } from "drizzle-orm";
import { Refusal } from "../domain/errors.js";
import type { DeliveryProblem, LoggedDeliveryStatus } from "../domain/revision.js";
import { type Database, execute, matches } from "./database.js";
import type { Delivery } from "./publications.js";
import { deliveries, failedBodies } from "./schema/deliveries.js";

/** Newer failures of a source push out older ones, so that a sender that is always wrong fills no disk. */
const MOST_FAILURES = 1_000;
const MOST_BODIES = 100;
const LARGEST_BODY = 1_000_000;
const KEPT_DAYS = 7;
/** How long the log keeps deliveries. Only its list reads them: duplicates are recognized by revisions. */
const LOGGED_DAYS = 90;
const PURGED_AT_ONCE = 1_000;

type DeliveryRow = typeof deliveries.$inferSelect;

export interface LoggedDelivery extends DeliveryRow {
  /** Whether its body is still here, so that it can be read again. */
  bodyKept: boolean;
}

/** What it takes to read a failed delivery again. */
export interface FailedBody {
  body: Uint8Array;
  headers: Record<string, string>;
  signedAt: Date;
}

interface DeliveryFilter {
  status?: LoggedDeliveryStatus | undefined;
  source?: string | undefined;
  /** The only source that the caller may know of; null for all. */
  visibleSource: string | null;
}

/** The place in the list after which the next page begins. */
export interface DeliveryPosition {
  receivedAt: Date;
  deliveryId: string;
}

/** Logs a delivery that changes nothing. */
export async function saveIgnored(db: Database, source: string, delivery: Delivery, reason: string): Promise<void> {
  await db.insert(deliveries).values({ ...delivery, source, status: "ignored", reason });
}

/**
 * Logs a delivery that was refused though its signature was right, and keeps its body for seven days unless it is
 * larger than 1 MB. A source keeps its last 1,000 failures, and the bodies of the last 100.
 */
export async function saveFailure(
  db: Database,
  source: string,
  delivery: Delivery,
  problem: DeliveryProblem,
  failed: FailedBody,
): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction.insert(deliveries).values({ ...delivery, source, status: "failed", problem });
    if (failed.body.length <= LARGEST_BODY) {
      await transaction.insert(failedBodies).values({ deliveryId: delivery.deliveryId, ...failed });
    }
    await prune(transaction, source);
  });
}

async function prune(db: Database, source: string): Promise<void> {
  const ranked = sql`
    select delivery_id, received_at, row_number() over (order by received_at desc, delivery_id desc) as rank
    from beatline.deliveries where source = ${source} and status = 'failed'`;
  await execute(
    db,
    sql`
    delete from beatline.failed_bodies where delivery_id in (
      select delivery_id from (${ranked}) as failures
      where rank > ${MOST_BODIES} or received_at < now() - make_interval(days => ${KEPT_DAYS}))`,
  );
  await execute(
    db,
    sql`
    delete from beatline.deliveries where delivery_id in (
      select delivery_id from (${ranked}) as failures where rank > ${MOST_FAILURES})`,
  );
}

/**
 * Deletes the bodies of failed deliveries after seven days and the rows of deliveries after ninety, up to 1,000 of each
 * at once. Rows that others have locked are left for the next time.
 *
 * @returns how many rows were deleted.
 */
export async function purgeDeliveries(db: Database): Promise<number> {
  const olderThan = (days: number) => sql`received_at < now() - make_interval(days => ${days})`;
  const [row] = await execute<{ count: number }>(
    db,
    sql`
    with bodies as (
      delete from beatline.failed_bodies where delivery_id in (
        select delivery_id from beatline.failed_bodies join beatline.deliveries using (delivery_id)
        where ${olderThan(KEPT_DAYS)} limit ${PURGED_AT_ONCE} for update skip locked)
      returning 1
    ), rows as (
      delete from beatline.deliveries where delivery_id in (
        select delivery_id from beatline.deliveries where ${olderThan(LOGGED_DAYS)}
          and not exists (select 1 from beatline.failed_bodies where failed_bodies.delivery_id = deliveries.delivery_id)
        order by received_at limit ${PURGED_AT_ONCE} for update skip locked)
      returning 1
    )
    select ((select count(*) from bodies) + (select count(*) from rows))::int as count`,
  );
  return row?.count ?? 0;
}

/** Lists deliveries, newest first. */
export async function listDeliveries(
  db: Database,
  { status, source, visibleSource }: DeliveryFilter,
  after: DeliveryPosition | undefined,
  limit: number,
): Promise<LoggedDelivery[]> {
  const conditions = [
    matches(deliveries.status, status),
    matches(deliveries.source, source),
    matches(deliveries.source, visibleSource),
    // A comparison of whole rows lets one index scan find the place.
    after &&
      sql`(${deliveries.receivedAt}, ${deliveries.deliveryId}) < (${after.receivedAt.toISOString()}::timestamptz, ${after.deliveryId})`,
  ];
  return db
    .select({ ...getTableColumns(deliveries), bodyKept: sql<boolean>`${failedBodies.deliveryId} is not null` })
    .from(deliveries)
    .leftJoin(failedBodies, eq(failedBodies.deliveryId, deliveries.deliveryId))
    .where(and(...conditions))
    .orderBy(desc(deliveries.receivedAt), desc(deliveries.deliveryId))
    .limit(limit);
}

/**
 * Loads a failed delivery and its body.
 *
 * @throws Refusal `notFound`, or `conflict` when it did not fail, was read again already or is no longer kept.
 */
export async function loadFailure(
  db: Database,
  deliveryId: string,
): Promise<{ delivery: DeliveryRow; failed: FailedBody }> {
  const [row] = await db
    .select()
    .from(deliveries)
    .leftJoin(failedBodies, eq(failedBodies.deliveryId, deliveries.deliveryId))
    .where(eq(deliveries.deliveryId, deliveryId));
  if (!row) throw new Refusal("notFound", `There is no delivery ${deliveryId}`);
  const { deliveries: delivery, failed_bodies: failed } = row;
  if (delivery.status !== "failed") {
    throw new Refusal(
      "conflict",
      `The delivery ${deliveryId} is ${delivery.status}; only a failed one can be read again`,
    );
  }
  if (failed) return { delivery, failed };
  throw new Refusal(
    "conflict",
    `The body of the delivery ${deliveryId} is no longer here: Beatline keeps it for ${KEPT_DAYS} days, for the last ` +
      `${MOST_BODIES} failures of a source, up to 1 MB. Send it again from the CMS`,
  );
}

/** Records that a failed delivery was read again as another one, and deletes its body. */
export async function saveRetried(db: Database, deliveryId: string, retriedAs: string): Promise<void> {
  await db.transaction(async (transaction) => {
    await transaction
      .update(deliveries)
      .set({ status: "retried", retriedAs })
      .where(eq(deliveries.deliveryId, deliveryId));
    await transaction.delete(failedBodies).where(eq(failedBodies.deliveryId, deliveryId));
  });
}

/** Records why a failed delivery failed again. */
export async function saveProblem(db: Database, deliveryId: string, problem: DeliveryProblem): Promise<void> {
  await db.update(deliveries).set({ problem }).where(eq(deliveries.deliveryId, deliveryId));
}
