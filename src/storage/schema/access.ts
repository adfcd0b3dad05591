import { bigint, integer, text, uniqueIndex } from "drizzle-orm/pg-core";
import type { Scope } from "../../domain/caller.js";
import { beatline, time } from "./columns.js";

/** API keys. The key itself is not stored; a revoked one stays, so that its name can be found. */
export const keys = beatline.table(
  "keys",
  {
    keyId: text("key_id").primaryKey(),
    name: text("name").notNull(),
    /** SHA-256 of the key, in hex. */
    hash: text("hash").notNull(),
    /** The key's first characters, to recognize it by. */
    prefix: text("prefix").notNull(),
    scopes: text("scopes").array().$type<Scope[]>().notNull(),
    source: text("source"),
    requestsPerMinute: integer("requests_per_minute"),
    expiresAt: time("expires_at"),
    createdAt: time("created_at").notNull(),
    /** The id of the key that made it. */
    createdBy: text("created_by").notNull(),
    /** To the minute. */
    lastUsedAt: time("last_used_at"),
    revokedAt: time("revoked_at"),
  },
  (table) => [uniqueIndex("keys_hash").on(table.hash)],
);

/** CMS connections. Secrets are stored in the clear: an HMAC cannot be checked with less. */
export const sources = beatline.table("sources", {
  name: text("name").primaryKey(),
  adapter: text("adapter").notNull(),
  createdAt: time("created_at").notNull(),
  secret: text("secret").notNull(),
  secretCreatedAt: time("secret_created_at").notNull(),
  /** The secret before the last rotation, which is accepted until it ends; null when there is none. */
  oldSecret: text("old_secret"),
  oldSecretCreatedAt: time("old_secret_created_at"),
  oldSecretEndsAt: time("old_secret_ends_at"),
});

/** Who changed what about access. Nothing updates or deletes its rows. */
export const audit = beatline.table("audit", {
  entryId: bigint("entry_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  at: time("at").notNull(),
  keyId: text("key_id").notNull(),
  keyName: text("key_name").notNull(),
  action: text("action").notNull(),
  target: text("target").notNull(),
  requestId: text("request_id").notNull(),
});
