DROP INDEX "beatline"."articles_pending";--> statement-breakpoint
ALTER TABLE "beatline"."articles" ADD COLUMN "backfill" boolean DEFAULT false NOT NULL;--> statement-breakpoint
CREATE INDEX "articles_pending" ON "beatline"."articles" USING btree ("backfill","changed_at") WHERE withdrawn_at is null and tagged_version is distinct from version;