DROP INDEX "beatline"."articles_source_external_id";--> statement-breakpoint
DROP INDEX "beatline"."articles_listed";--> statement-breakpoint
DROP INDEX "beatline"."tags_topic_listed";--> statement-breakpoint
ALTER TABLE "beatline"."tags" ADD COLUMN "tone" real;--> statement-breakpoint
ALTER TABLE "beatline"."tags" ADD COLUMN "source" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "beatline"."tags" ADD COLUMN "section" text;--> statement-breakpoint
ALTER TABLE "beatline"."tags" ADD COLUMN "model_version" text DEFAULT '' NOT NULL;--> statement-breakpoint
ALTER TABLE "beatline"."tags" ADD COLUMN "withdrawn" boolean DEFAULT false NOT NULL;--> statement-breakpoint
UPDATE "beatline"."tags" SET "source" = articles.source, "section" = articles.section, "model_version" = articles.model_version,
	"withdrawn" = articles.withdrawn_at is not null,
	"tone" = coalesce(
		(select (tag #>> '{tone,score}')::real from json_array_elements(tagging -> 'tags') as tag where tag ->> 'topic' = tags.topic),
		(tagging #>> '{sentiment,tone,score}')::real)
FROM "beatline"."articles" JOIN "beatline"."taggings" ON taggings.article_id = articles.article_id
	AND taggings.version = articles.tagged_version AND taggings.model_version = articles.model_version
WHERE articles.article_id = tags.article_id;--> statement-breakpoint
CREATE INDEX "articles_source_listed" ON "beatline"."articles" USING btree ("source","listed_at" DESC NULLS FIRST,"article_id" DESC NULLS FIRST) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "articles_section_listed" ON "beatline"."articles" USING btree ("section","listed_at" DESC NULLS FIRST,"article_id" DESC NULLS FIRST) WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "articles_outcome_listed" ON "beatline"."articles" USING btree ("outcome","listed_at" DESC NULLS FIRST,"article_id" DESC NULLS FIRST) WHERE withdrawn_at is null and outcome is not null;--> statement-breakpoint
CREATE INDEX "articles_tone_listed" ON "beatline"."articles" USING btree ("tone","listed_at" DESC NULLS FIRST,"article_id" DESC NULLS FIRST) WHERE withdrawn_at is null and tone is not null;--> statement-breakpoint
CREATE INDEX "tags_decision_listed" ON "beatline"."tags" USING btree ("decision","listed_at" DESC NULLS FIRST,"article_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "articles_listed" ON "beatline"."articles" USING btree ("listed_at" DESC NULLS FIRST,"article_id" DESC NULLS FIRST,"source","section","outcome","model_version") WHERE withdrawn_at is null;--> statement-breakpoint
CREATE INDEX "tags_topic_listed" ON "beatline"."tags" USING btree ("topic","listed_at" DESC NULLS FIRST,"article_id" DESC NULLS FIRST,"decision","withdrawn","source","section","model_version","tone");