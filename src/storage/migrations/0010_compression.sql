-- Compressing texts was a good part of what an insert costs, and lz4 is faster. What is there already stays as it is. A server, or PGlite, that was built without
-- lz4 goes on as before.
DO $$
BEGIN
  EXECUTE 'ALTER TABLE "beatline"."revisions" ALTER COLUMN "body" SET COMPRESSION lz4';
  EXECUTE 'ALTER TABLE "beatline"."taggings" ALTER COLUMN "tagging" SET COMPRESSION lz4,
    ALTER COLUMN "evidence" SET COMPRESSION lz4, ALTER COLUMN "text" SET COMPRESSION lz4';
EXCEPTION WHEN feature_not_supported OR syntax_error OR invalid_parameter_value THEN
  NULL;
END $$;
