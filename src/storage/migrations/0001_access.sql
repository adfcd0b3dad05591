CREATE TABLE "beatline"."audit" (
	"entry_id" bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY (sequence name "beatline"."audit_entry_id_seq" INCREMENT BY 1 MINVALUE 1 MAXVALUE 9223372036854775807 START WITH 1 CACHE 1),
	"at" timestamp with time zone NOT NULL,
	"key_id" text NOT NULL,
	"key_name" text NOT NULL,
	"action" text NOT NULL,
	"target" text NOT NULL,
	"request_id" text NOT NULL
);
--> statement-breakpoint
CREATE TABLE "beatline"."keys" (
	"key_id" text PRIMARY KEY NOT NULL,
	"name" text NOT NULL,
	"hash" text NOT NULL,
	"prefix" text NOT NULL,
	"scopes" text[] NOT NULL,
	"source" text,
	"requests_per_minute" integer,
	"expires_at" timestamp with time zone,
	"created_at" timestamp with time zone NOT NULL,
	"created_by" text NOT NULL,
	"last_used_at" timestamp with time zone,
	"revoked_at" timestamp with time zone
);
--> statement-breakpoint
CREATE TABLE "beatline"."sources" (
	"name" text PRIMARY KEY NOT NULL,
	"adapter" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"secret" text NOT NULL,
	"secret_created_at" timestamp with time zone NOT NULL,
	"old_secret" text,
	"old_secret_created_at" timestamp with time zone,
	"old_secret_ends_at" timestamp with time zone
);
--> statement-breakpoint
CREATE UNIQUE INDEX "keys_hash" ON "beatline"."keys" USING btree ("hash");