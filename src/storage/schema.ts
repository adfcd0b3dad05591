import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  type ExtraConfigColumn,
  index,
  integer,
  json,
  jsonb,
  pgSchema,
  primaryKey,
  real,
  text,
  timestamp,
  uniqueIndex,
} from "drizzle-orm/pg-core";
import type { Scope } from "../domain/caller.js";
import type { DisabledReason, EventType, OutboundState, StoredAttempt } from "../domain/event.js";
import type { TaggingEvidence } from "../domain/evidence.js";
import type { Action, Standing } from "../domain/override.js";
import type { DeliveryProblem, LoggedDeliveryStatus } from "../domain/revision.js";
import type { BareTagging, CleanText, Tagging } from "../domain/tagging.js";
import type { Topic } from "../domain/topic.js";

/** A schema of its own keeps these tables apart from BullMQ's in the same database. */
export const beatline = pgSchema("beatline");

const time = (name: string) => timestamp(name, { withTimezone: true, mode: "date" });
const version = (name: string) => bigint(name, { mode: "number" });
const bytea = customType<{ data: Uint8Array }>({ dataType: () => "bytea" });

/** The order of lists, as index columns. */
const newestFirst = ({ listedAt, articleId }: { listedAt: ExtraConfigColumn; articleId: ExtraConfigColumn }) =>
  [listedAt.desc().nullsFirst(), articleId.desc().nullsFirst()] as const;

/** What a full-text search looks in. Only the database makes it and reads it. */
const searchable = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * The state of an article: its highest version and the tagging that lookups show. `taggedVersion` other than `version`
 * is what "pending" means; it is never stored as a word.
 */
export const articles = beatline.table(
  "articles",
  {
    /** Computed from source and external id, which need no index for that. */
    articleId: text("article_id").primaryKey(),
    source: text("source").notNull(),
    externalId: text("external_id").notNull(),
    version: version("version").notNull(),
    /** When the CMS says that the last event which counted happened: orders events of one version. */
    eventAt: time("event_at").notNull(),
    withdrawnAt: time("withdrawn_at"),
    /** Whether `version` came from an archive: its tagging waits until nothing else is to be done. */
    backfill: boolean("backfill").notNull().default(false),
    /** The order of lists: publication, else first arrival. */
    listedAt: time("listed_at").notNull(),
    changedAt: time("changed_at").notNull(),
    headline: text("headline").notNull(),
    url: text("url"),
    /** The URL without what makes no difference, to find the article by. */
    urlKey: text("url_key"),
    section: text("section"),
    publishedAt: time("published_at"),
    updatedAt: time("updated_at"),
    taggedVersion: version("tagged_version"),
    modelVersion: text("model_version"),
    outcome: text("outcome").$type<Tagging["outcome"]>(),
    tone: text("tone"),
    /** Editors' decisions that stand; the log of how they came about is `overrides`. */
    standing: json("standing").$type<Standing>().notNull().default({}),
    /** How many decisions were ever made: what an editor's view of the article is compared by. */
    decisionCount: integer("decision_count").notNull().default(0),
    search: searchable("search").generatedAlwaysAs(sql`to_tsvector('english', headline)`),
  },
  (table) => [
    // Of a hash, since a URL may be longer than an entry of a B-tree.
    index("articles_url_key").using("hash", table.urlKey),
    // Words are merged into the index 256 kB at a time: with the 4 MB of the default, whoever writes then waits three times as long.
    index("articles_search").using("gin", table.search).with({ gin_pending_list_limit: 256 }),
    // What comes after the order lets the articles of a trend be counted from the index alone.
    index("articles_listed")
      .on(...newestFirst(table), table.source, table.section, table.outcome, table.modelVersion)
      .where(sql`withdrawn_at is null`),
    // A filter that few articles pass would walk all the others without an index that begins with it.
    index("articles_source_listed")
      .on(table.source, ...newestFirst(table))
      .where(sql`withdrawn_at is null`),
    index("articles_section_listed")
      .on(table.section, ...newestFirst(table))
      .where(sql`withdrawn_at is null`),
    index("articles_outcome_listed")
      .on(table.outcome, ...newestFirst(table))
      .where(sql`withdrawn_at is null and outcome is not null`),
    index("articles_tone_listed")
      .on(table.tone, ...newestFirst(table))
      .where(sql`withdrawn_at is null and tone is not null`),
    index("articles_pending")
      .on(table.backfill, table.changedAt)
      .where(sql`withdrawn_at is null and tagged_version is distinct from version`),
  ],
);

/** Immutable: a version's text never changes once it is here. */
export const revisions = beatline.table(
  "revisions",
  {
    articleId: text("article_id").notNull(),
    version: version("version").notNull(),
    contentHash: text("content_hash").notNull(),
    headline: text("headline").notNull(),
    body: text("body").notNull(),
    bodyFormat: text("body_format").$type<"text" | "html">().notNull(),
    language: text("language"),
    receivedAt: time("received_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.version] })],
);

/** One per revision and model version. `json`, not `jsonb`, since the same tagging must come back byte for byte. */
export const taggings = beatline.table(
  "taggings",
  {
    articleId: text("article_id").notNull(),
    version: version("version").notNull(),
    modelVersion: text("model_version").notNull(),
    tagging: json("tagging").$type<BareTagging>().notNull(),
    /** Null where the tagging has none. */
    evidence: json("evidence").$type<TaggingEvidence>(),
    /** What the tagging's offsets point into; null when there is none to show. */
    text: json("text").$type<CleanText>(),
    taggedAt: time("tagged_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.version, table.modelVersion] })],
);

/** The tags that an article has now, for lists by topic and trends; what these filter by is repeated here. */
export const tags = beatline.table(
  "tags",
  {
    articleId: text("article_id").notNull(),
    topic: text("topic").$type<Topic>().notNull(),
    decision: text("decision").notNull(),
    /** Null where the model could not read the article and an editor added the topic. */
    confidence: real("confidence"),
    /** How much the tag wants an editor, 0–1; 0 when the model did not give it. */
    urgency: real("urgency").notNull().default(0),
    /** The score toward the topic, -1 to 1; null where the model could not read the article. */
    tone: real("tone"),
    /** As when the tag was given: an article whose publication moved moves once its new version is tagged. */
    listedAt: time("listed_at").notNull(),
    source: text("source").notNull().default(""),
    section: text("section"),
    modelVersion: text("model_version").notNull().default(""),
    /** Whether the article is withdrawn: its tags stay, for the case that it comes back. */
    withdrawn: boolean("withdrawn").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.articleId, table.topic] }),
    // What comes after the order lets trends be read from the index alone.
    index("tags_topic_listed").on(
      table.topic,
      ...newestFirst(table),
      table.decision,
      table.withdrawn,
      table.source,
      table.section,
      table.modelVersion,
      table.tone,
    ),
    index("tags_decision_listed").on(table.decision, ...newestFirst(table)),
    index("tags_wanting_review")
      .on(table.urgency.desc().nullsFirst(), table.articleId.desc().nullsFirst())
      .where(sql`decision = 'suggested'`),
  ],
);

/** Every decision of an editor. Nothing updates or deletes its rows. */
export const overrides = beatline.table(
  "overrides",
  {
    overrideId: bigint("override_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
    articleId: text("article_id").notNull(),
    topic: text("topic").$type<Topic>().notNull(),
    action: text("action").$type<Action>().notNull(),
    note: text("note"),
    /** What the editor saw: the revision, the model, and the model's own decision, null when it gave no tag. */
    version: version("version").notNull(),
    modelVersion: text("model_version").notNull(),
    modelDecision: text("model_decision"),
    keyId: text("key_id").notNull(),
    keyName: text("key_name").notNull(),
    requestId: text("request_id").notNull(),
    at: time("at").notNull(),
  },
  (table) => [index("overrides_article").on(table.articleId, table.topic, table.overrideId)],
);

/** Which editor is at which article. One whose time is over counts as none. */
export const claims = beatline.table("claims", {
  articleId: text("article_id").primaryKey(),
  keyId: text("key_id").notNull(),
  keyName: text("key_name").notNull(),
  expiresAt: time("expires_at").notNull(),
});

/** Inbound webhook calls whose signature was right. */
export const deliveries = beatline.table(
  "deliveries",
  {
    deliveryId: text("delivery_id").primaryKey(),
    source: text("source").notNull(),
    /** The sender's own id of the call. */
    webhookId: text("webhook_id").notNull(),
    /** Null when it was ignored, or failed before anyone knew. */
    articleId: text("article_id"),
    version: version("version"),
    status: text("status").$type<LoggedDeliveryStatus>().notNull(),
    /** Why it was ignored. */
    reason: text("reason"),
    /** Why it failed. */
    problem: json("problem").$type<DeliveryProblem>(),
    /** The delivery that a failed one was taken as when it was read again. */
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

/** What failed deliveries held, for a while, so that they can be read again once what was wrong is mended. */
export const failedBodies = beatline.table("failed_bodies", {
  deliveryId: text("delivery_id").primaryKey(),
  body: bytea("body").notNull(),
  /** Those that the source's adapter reads. */
  headers: json("headers").$type<Record<string, string>>().notNull(),
  /** When it was signed, or, where that is not said, when it came. */
  signedAt: time("signed_at").notNull(),
});

/** API keys. The key itself is kept nowhere; a revoked one stays, so that its name can be found. */
export const keys = beatline.table(
  "keys",
  {
    keyId: text("key_id").primaryKey(),
    name: text("name").notNull(),
    /** SHA-256 of the key, in hex. */
    hash: text("hash").notNull(),
    /** The key's first characters, to know it by. */
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

/** CMS connections. Secrets are kept as they are: an HMAC cannot be checked with less. */
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

/**
 * What happened, as the statements that made it happen wrote it down. A row is here for less than a second: it then gets
 * its number, and moves to `events`.
 */
export const outbox = beatline.table("outbox", {
  outboxId: bigint("outbox_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  type: text("type").$type<EventType>().notNull(),
  articleId: text("article_id").notNull(),
  version: version("version").notNull(),
  modelVersion: text("model_version").notNull(),
  at: time("at").notNull(),
});

/** What happened, numbered in the order in which it became visible. Kept for seven days. */
export const events = beatline.table("events", {
  eventId: bigint("event_id", { mode: "number" }).primaryKey().generatedAlwaysAsIdentity(),
  type: text("type").$type<EventType>().notNull(),
  /** Null, as all that follows, in a test of an endpoint, which is about no article. */
  articleId: text("article_id"),
  source: text("source"),
  version: version("version"),
  modelVersion: text("model_version"),
  at: time("at").notNull(),
});

/** Who is told of events. Secrets are kept as they are: nothing can be signed with less. */
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
  /** Since when no attempt has gone well; null while they do. */
  failingSince: time("failing_since"),
  disabledAt: time("disabled_at"),
  disabledReason: text("disabled_reason").$type<DisabledReason>(),
});

/** An event that an endpoint is told of. */
export const outboundDeliveries = beatline.table(
  "outbound_deliveries",
  {
    eventId: bigint("event_id", { mode: "number" }).notNull(),
    endpointId: text("endpoint_id").notNull(),
    state: text("state").$type<OutboundState>().notNull(),
    /** When it is due; while an attempt is under way, when that counts as lost. Null once it has ended. */
    nextAt: time("next_at"),
    /** Attempts since it was asked for: its place in the schedule. */
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
