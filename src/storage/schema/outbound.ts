import { sql } from "drizzle-orm";
import { bigint, index, integer, jsonb, primaryKey, text } from "drizzle-orm/pg-core";
import type { DisabledReason, EventType, OutboundState, StoredAttempt } from "../../domain/event.js";
import { beatline, time, version } from "./columns.js";

/**
 * New events, written by the statements that cause them. A row stays for less than a second: it then gets its number
 * and moves to `events`.
 */
export const outbox = beatline.table("outbox", {
  outboxId: bigint("outbox_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  type: text("type").$type<EventType>().notNull(),
  articleId: text("article_id").notNull(),
  version: version("version").notNull(),
  modelVersion: text("model_version").notNull(),
  at: time("at").notNull(),
});

/** Events, numbered in the order in which they became visible. Kept for seven days. */
export const events = beatline.table("events", {
  eventId: bigint("event_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  type: text("type").$type<EventType>().notNull(),
  /** Null in a test of an endpoint, which is about no article; so are the next three. */
  articleId: text("article_id"),
  source: text("source"),
  version: version("version"),
  modelVersion: text("model_version"),
  at: time("at").notNull(),
});

/** The endpoints that are told of events. Secrets are stored in the clear: nothing can be signed with less. */
export const endpoints = beatline.table("endpoints", {
  endpointId: text("endpoint_id").primaryKey(),
  url: text("url").notNull(),
  description: text("description").notNull(),
  /** The types that it wants; null for all. */
  events: text("events").array().$type<EventType[]>(),
  /** The one source whose events it wants; null for all. */
  source: text("source"),
  secret: text("secret").notNull(),
  secretCreatedAt: time("secret_created_at").notNull(),
  /** The secret before the last rotation, which signs beside the new one until it ends; null when there is none. */
  oldSecret: text("old_secret"),
  oldSecretEndsAt: time("old_secret_ends_at"),
  createdAt: time("created_at").notNull(),
  /** Since when every attempt has failed; null while they succeed. */
  failingSince: time("failing_since"),
  disabledAt: time("disabled_at"),
  disabledReason: text("disabled_reason").$type<DisabledReason>(),
});

/** The delivery of an event to an endpoint. */
export const outboundDeliveries = beatline.table(
  "outbound_deliveries",
  {
    eventId: bigint("event_id", { mode: "number" }).notNull(),
    endpointId: text("endpoint_id").notNull(),
    state: text("state").$type<OutboundState>().notNull(),
    /** When the delivery is due; during an attempt, when that counts as lost. Null once the delivery has ended. */
    nextAt: time("next_at"),
    /** Attempts since the delivery was planned or replayed: its place in the schedule. */
    tries: integer("tries").notNull().default(0),
    /** The last attempts, oldest first. */
    attempts: jsonb("attempts").$type<StoredAttempt[]>().notNull().default([]),
  },
  (table) => [
    primaryKey({ columns: [table.eventId, table.endpointId] }),
    index("outbound_deliveries_log").on(table.endpointId, table.eventId.desc().nullsFirst()),
    index("outbound_deliveries_due").on(table.endpointId, table.nextAt).where(sql`next_at is not null`),
    index("outbound_deliveries_newest").on(table.endpointId, table.eventId).where(sql`next_at is not null`),
  ],
);
