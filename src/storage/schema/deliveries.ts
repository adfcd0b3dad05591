import { sql } from "drizzle-orm";
import { customType, index, json, text } from "drizzle-orm/pg-core";
import type { DeliveryProblem, LoggedDeliveryStatus } from "../../domain/revision.js";
import { beatline, time, version } from "./columns.js";

const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** Inbound webhook calls whose signature was right. */
export const deliveries = beatline.table(
  "deliveries",
  {
    deliveryId: text("delivery_id").primaryKey(),
    source: text("source").notNull(),
    /** The sender's own id of the call. */
    webhookId: text("webhook_id").notNull(),
    /** Null when the delivery was ignored, or failed before its article was known. */
    articleId: text("article_id"),
    version: version("version"),
    status: text("status").$type<LoggedDeliveryStatus>().notNull(),
    /** Why it was ignored. */
    reason: text("reason"),
    /** Why it failed. */
    problem: json("problem").$type<DeliveryProblem>(),
    /** The delivery as which a failed one was accepted when it was read again. */
    retriedAs: text("retried_as"),
    receivedAt: time("received_at").notNull(),
  },
  (table) => [
    index("deliveries_received").on(table.receivedAt.desc().nullsFirst(), table.deliveryId.desc().nullsFirst()),
    index("deliveries_failed")
      .on(table.source, table.receivedAt.desc().nullsFirst(), table.deliveryId.desc().nullsFirst())
      .where(sql`status = 'failed'`),
  ],
);

/** The bodies of failed deliveries, kept for a while so that they can be read again once the fault is fixed. */
export const failedBodies = beatline.table("failed_bodies", {
  deliveryId: text("delivery_id").primaryKey(),
  body: bytea("body").notNull(),
  /** The headers that the source's adapter reads. */
  headers: json("headers").$type<Record<string, string>>().notNull(),
  /** When the delivery was signed or, where that is unknown, when it came. */
  signedAt: time("signed_at").notNull(),
});
