import { sql } from "drizzle-orm";
import {
  bigint,
  boolean,
  customType,
  type ExtraConfigColumn,
  index,
  integer,
  json,
  primaryKey,
  real,
  text,
} from "drizzle-orm/pg-core";
import type { BodyFormat } from "../../domain/article.js";
import type { TaggingEvidence } from "../../domain/evidence.js";
import type { Action, Standing } from "../../domain/override.js";
import type { BareTagging, CleanText, Tagging } from "../../domain/tagging.js";
import type { Topic } from "../../domain/topic.js";
import { beatline, time, version } from "./columns.js";

/** The order of lists, as index columns. */
const newestFirst = ({ listedAt, articleId }: { listedAt: ExtraConfigColumn; articleId: ExtraConfigColumn }) =>
  [listedAt.desc().nullsFirst(), articleId.desc().nullsFirst()] as const;

/**
 * The condition that any reject stands. As text, since the taxonomy must not change the index; no topic is called so.
 */
export const hasReject = sql`standing::text like '%"reject"%'`;

/** A full-text search vector, which only the database writes and reads. */
const searchable = customType<{ data: string }>({ dataType: () => "tsvector" });

/**
 * The state of an article: its highest version and the tagging that lookups show. An article is pending while
 * `taggedVersion` differs from `version`; that is never stored as a word.
 */
export const articles = beatline.table(
  "articles",
  {
    /** Computed from source and external id, which therefore need no index. */
    articleId: text("article_id").primaryKey(),
    source: text("source").notNull(),
    externalId: text("external_id").notNull(),
    version: version("version").notNull(),
    /** When the last event that took effect happened, as the CMS says; orders events of one version. */
    eventAt: time("event_at").notNull(),
    withdrawnAt: time("withdrawn_at"),
    /** Whether `version` is from an archive, or failed and is tried again: it is tagged when nothing else waits. */
    backfill: boolean("backfill").notNull().default(false),
    /** The order of lists: publication, else first arrival. */
    listedAt: time("listed_at").notNull(),
    changedAt: time("changed_at").notNull(),
    headline: text("headline").notNull(),
    url: text("url"),
    /** The URL as `normalizeUrl` gives it, to find the article by. */
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
    /** How many decisions were ever made: tells whether an editor's view is still current. */
    decisionCount: integer("decision_count").notNull().default(0),
    search: searchable("search").generatedAlwaysAs(sql`to_tsvector('english', headline)`),
  },
  (table) => [
    // A hash index, since a URL may be longer than an entry of a B-tree.
    index("articles_url_key").using("hash", table.urlKey),
    // Words are merged into the index 256 kB at a time: with the default 4 MB, whoever writes then waits three times as
    // long.
    index("articles_search").using("gin", table.search).with({ gin_pending_list_limit: 256 }),
    // The columns after the list order let the articles of a trend be counted from the index alone.
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
    // Holds only articles with a reject: those of one topic are found among those of all.
    index("articles_rejected")
      .on(...newestFirst(table))
      .where(sql`withdrawn_at is null and ${hasReject}`),
    index("articles_pending")
      .on(table.backfill, table.changedAt)
      .where(sql`withdrawn_at is null and tagged_version is distinct from version`),
  ],
);

/** Immutable: a version's text never changes once stored. */
export const revisions = beatline.table(
  "revisions",
  {
    articleId: text("article_id").notNull(),
    version: version("version").notNull(),
    contentHash: text("content_hash").notNull(),
    headline: text("headline").notNull(),
    body: text("body").notNull(),
    bodyFormat: text("body_format").$type<BodyFormat>().notNull(),
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

/** The current tags of articles, for lists by topic and trends; the columns that these filter by are repeated here. */
export const tags = beatline.table(
  "tags",
  {
    articleId: text("article_id").notNull(),
    topic: text("topic").$type<Topic>().notNull(),
    decision: text("decision").notNull(),
    /** Null where the model could not read the article and an editor added the topic. */
    confidence: real("confidence"),
    /** How urgently the tag needs an editor, 0–1; 0 when the model did not give it. */
    urgency: real("urgency").notNull().default(0),
    /** The score toward the topic, -1 to 1; null where the model could not read the article. */
    tone: real("tone"),
    /** The article's own `listedAt`, which new versions update here too. */
    listedAt: time("listed_at").notNull(),
    source: text("source").notNull().default(""),
    section: text("section"),
    modelVersion: text("model_version").notNull().default(""),
    /** Whether the article is withdrawn: its tags stay, in case it comes back. */
    withdrawn: boolean("withdrawn").notNull().default(false),
  },
  (table) => [
    primaryKey({ columns: [table.articleId, table.topic] }),
    // The columns after the list order let trends be read from the index alone.
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

/** Which editor has claimed which article. An expired claim counts as none. */
export const claims = beatline.table("claims", {
  articleId: text("article_id").primaryKey(),
  keyId: text("key_id").notNull(),
  keyName: text("key_name").notNull(),
  expiresAt: time("expires_at").notNull(),
});
