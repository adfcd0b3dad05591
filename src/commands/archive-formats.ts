/** What `beatline backfill` reads. */
export const ARCHIVE_FORMATS = ["jsonl", "wordpress", "ghost", "ninjs", "ans"] as const;

export type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number];
