CREATE TABLE "beatline"."endpoints" (
	"endpoint_id" text PRIMARY KEY NOT NULL,
	"url" text NOT NULL,
	"description" text NOT NULL,
	"events" text[],
	"source" text,
	"secret" text NOT NULL,
	"secret_created_at" timestamp with time zone NOT NULL,
	"old_secret" text,
	"old_secret_ends_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"failing_since" timestamp with time zone,
	"disabled_at" timestamp with time zone,
	"disabled_reason" text
);
--> statement-breakpoint
CREATE TABLE "beatline"."events" (
	"event_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "beatline"."events_event_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"type" text NOT NULL,
	"article_id" text,
	"source" text,
	"version" bigint,
	"model_version" text,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "beatline"."outbound_deliveries" (
	"event_id" bigint NOT NULL,
	"endpoint_id" text NOT NULL,
	"state" text NOT NULL,
	"next_at" timestamp with time zone,
	"tries" integer DEFAULT 0 NOT NULL,
	"attempts" jsonb DEFAULT '[]'::jsonb NOT NULL,
	CONSTRAINT "outbound_deliveries_event_id_endpoint_id_pk" PRIMARY KEY("event_id","endpoint_id")
);
--> statement-breakpoint
CREATE TABLE "beatline"."outbox" (
	"outbox_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "beatline"."outbox_outbox_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"type" text NOT NULL,
	"article_id" text NOT NULL,
	"version" bigint NOT NULL,
	"model_version" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE INDEX "outbound_deliveries_log" ON "beatline"."outbound_deliveries" USING btree ("endpoint_id","event_id" DESC NULLS FIRST);--> statement-breakpoint
CREATE INDEX "outbound_deliveries_due" ON "beatline"."outbound_deliveries" USING btree ("endpoint_id","next_at") WHERE next_at is not null;--> statement-breakpoint
CREATE INDEX "outbound_deliveries_newest" ON "beatline"."outbound_deliveries" USING btree ("endpoint_id","event_id") WHERE next_at is not null;