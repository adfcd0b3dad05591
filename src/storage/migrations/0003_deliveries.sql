CREATE TABLE "beatline"."failed_bodies" (
	"delivery_id" text PRIMARY KEY NOT NULL,
	"body" "bytea" NOT NULL,
	"headers" json NOT NULL,
	"signed_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "beatline"."deliveries" ALTER COLUMN "article_id" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "beatline"."deliveries" ALTER COLUMN "version" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "beatline"."deliveries" ADD COLUMN "reason" text;--> statement-breakpoint
ALTER TABLE "beatline"."deliveries" ADD COLUMN "problem" json;--> statement-breakpoint
ALTER TABLE "beatline"."deliveries" ADD COLUMN "retried_as" text;--> statement-breakpoint
CREATE INDEX "deliveries_received" ON "beatline"."deliveries" USING btree ("received_at" DESC NULLS FIRST,"delivery_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "deliveries_failed" ON "beatline"."deliveries" USING btree ("source","received_at" DESC NULLS FIRST,"delivery_id" DESC NULLS FIRST) WHERE status = 'failed';