CREATE TABLE "beatline"."claims" (
	"article_id" text PRIMARY KEY NOT NULL,
	"key_id" text NOT NULL,
	"key_name" text NOT NULL,
	"expires_at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "beatline"."overrides" (
	"override_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "beatline"."overrides_override_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"article_id" text NOT NULL,
	"topic" text NOT NULL,
	"action" text NOT NULL,
	"note" text,
	"version" bigint NOT NULL,
	"model_version" text NOT NULL,
	"model_decision" text,
	"key_id" text NOT NULL,
	"key_name" text NOT NULL,
	"request_id" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
ALTER TABLE "beatline"."tags" ALTER COLUMN "confidence" DROP NOT NULL;--> statement-breakpoint
ALTER TABLE "beatline"."articles" ADD COLUMN "standing" json DEFAULT '{}'::json NOT NULL;--> statement-breakpoint
ALTER TABLE "beatline"."articles" ADD COLUMN "decision_count" integer DEFAULT 0 NOT NULL;--> statement-breakpoint
ALTER TABLE "beatline"."tags" ADD COLUMN "urgency" real DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "overrides_article" ON "beatline"."overrides" USING btree ("article_id","topic","override_id");--> statement-breakpoint
CREATE INDEX "tags_wanting_review" ON "beatline"."tags" USING btree ("urgency" DESC NULLS FIRST,"article_id" DESC NULLS FIRST) WHERE decision = 'suggested';