ALTER TABLE "beatline"."articles" ADD COLUMN "url_key" text;--> statement-breakpoint
ALTER TABLE "beatline"."articles" ADD COLUMN "search" "tsvector" GENERATED ALWAYS AS (to_tsvector('english', headline)) STORED;--> statement-breakpoint
CREATE INDEX "articles_url_key" ON "beatline"."articles" USING hash ("url_key");--> statement-breakpoint
CREATE INDEX "articles_search" ON "beatline"."articles" USING gin ("search") WITH (gin_pending_list_limit=256);