import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { z } from "zod";
import { parseOrNothing } from "../intake/json.js";
import { ARCHIVE_FORMATS, type ArchiveOptions } from "./archive-files.js";

const journal = z.object({
  size: z.number(),
  changedAt: z.number(),
  source: z.string(),
  url: z.string(),
  format: z.enum(ARCHIVE_FORMATS).optional(),
  siteUrl: z.string().optional(),
  done: z.number(),
  refused: z.number(),
});

/** What must be the same for an earlier run to be gone on with. */
const IDENTITY = ["size", "changedAt", "source", "url", "format", "siteUrl"] as const;

/** How far a file has been sent: `done` counts its entries. */
export interface Progress {
  done: number;
  refused: number;
}

interface Journal extends Progress {
  save: (progress: Progress) => Promise<void>;
  /** For a file that was sent to its end. */
  remove: () => Promise<void>;
}

/** Finds how far an earlier run came with a file: nowhere when the file, how it is read or where it goes is another by now. */
export async function openJournal(file: string, to: ArchiveOptions & { url: string }): Promise<Journal> {
  const path = `${file}.backfill`;
  const { size, mtimeMs: changedAt } = await stat(file);
  const parsed = journal.safeParse(parseOrNothing(await readFile(path, "utf8").catch(() => "")));
  const kept = parsed.success ? parsed.data : undefined;
  const { source, url, format, siteUrl } = to;
  const run = { size, changedAt, source, url, format, siteUrl };
  const same = kept !== undefined && IDENTITY.every((name) => kept[name] === run[name]);
  return {
    done: same ? kept.done : 0,
    refused: same ? kept.refused : 0,
    save: async ({ done, refused }) => {
      // Renamed over the old one, so that a kill leaves one of the two.
      await writeFile(`${path}.new`, JSON.stringify({ ...run, done, refused }));
      await rename(`${path}.new`, path);
    },
    remove: () => rm(path, { force: true }),
  };
}
