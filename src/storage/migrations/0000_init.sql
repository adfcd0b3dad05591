CREATE SCHEMA "beatline";
--> statement-breakpoint
CREATE TABLE "beatline"."articles" (
	"article_id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"external_id" text NOT NULL,
	"version" bigint NOT NULL,
	"event_at" timestamp with time zone NOT NULL,
	"withdrawn_at" timestamp with time zone,
	"listed_at" timestamp with time zone NOT NULL,
	"changed_at" timestamp with time zone NOT NULL,
	"headline" text NOT NULL,
	"url" text,
	"section" text,
	"published_at" timestamp with time zone,
	"updated_at" timestamp with time zone,
	"tagged_version" bigint,
	"model_version" text,
	"outcome" text,
	"tone" text
);
--> statement-breakpoint
CREATE TABLE "beatline"."deliveries" (
	"delivery_id" text PRIMARY KEY NOT NULL,
	"source" text NOT NULL,
	"webhook_id" text NOT NULL,
	"article_id" text NOT NULL,
	"version" bigint NOT NULL,
	"status" text NOT NULL,
	"received_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "beatline"."revisions" (
	"article_id" text NOT NULL,
	"version" bigint NOT NULL,
	"content_hash" text NOT NULL,
	"headline" text NOT NULL,
	"body" text NOT NULL,
	"body_format" text NOT NULL,
	"language" text,
	"received_at" timestamp with time zone NOT NULL,
	CONSTRAINT "revisions_article_id_version_pk" PRIMARY KEY("article_id","version")
);
--> statement-breakpoint
CREATE TABLE "beatline"."taggings" (
	"article_id" text NOT NULL,
	"version" bigint NOT NULL,
	"model_version" text NOT NULL,
	"tagging" json NOT NULL,
	"text" json,
	"tagged_at" timestamp with time zone NOT NULL,
	CONSTRAINT "taggings_article_id_version_model_version_pk" PRIMARY KEY("article_id","version","model_version")
);
--> statement-breakpoint
CREATE TABLE "beatline"."tags" (
	"article_id" text NOT NULL,
	"topic" text NOT NULL,
	"decision" text NOT NULL,
	"confidence" real NOT NULL,
	"listed_at" timestamp with time zone NOT NULL,
	CONSTRAINT "tags_article_id_topic_pk" PRIMARY KEY("article_id","topic")
);
--> statement-breakpoint
CREATE UNIQUE INDEX "articles_source_external_id" ON "beatline"."articles" USING btree ("source","external_id");--> statement-breakpoint
CREATE INDEX "articles_listed" ON "beatline"."articles" USING btree ("listed_at" DESC NULLS FIRST,"article_id" DESC NULLS FIRST) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "articles_pending" ON "beatline"."articles" USING btree ("changed_at") WHERE withdrawn_at is null and tagged_version is distinct from version;--> statement-breakpoint
CREATE INDEX "deliveries_article" ON "beatline"."deliveries" USING btree ("article_id","received_at");--> statement-breakpoint
CREATE INDEX "tags_topic_listed" ON "beatline"."tags" USING btree ("topic","listed_at" DESC NULLS FIRST,"article_id" DESC NULLS FIRST);