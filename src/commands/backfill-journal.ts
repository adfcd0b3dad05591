import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { resolve } from "node:path";
import { z } from "zod";
import { parseOrNothing } from "../intake/json.js";
import { ARCHIVE_FORMATS, type ArchiveOptions, listFiles } from "./archive-files.js";
import { STANDARD_INPUT } from "./read-file.js";

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

/** What must be unchanged for an earlier run to be resumed. */
const IDENTITY = ["size", "changedAt", "source", "url", "format", "siteUrl"] as const;

/** How far an archive has been sent: `done` counts its entries. */
export interface Progress {
  done: number;
  refused: number;
}

interface Journal extends Progress {
  save: (progress: Progress) => Promise<void>;
  /** Called once the whole archive has been sent. */
  remove: () => Promise<void>;
}

/**
 * Finds how far an earlier run got with a file or folder: nowhere if the archive, how it is read or where it is sent
 * has changed. For a pipe, no progress is kept. If progress cannot be saved, that is said once.
 */
export async function openJournal(archive: string, to: ArchiveOptions & { url: string }): Promise<Journal> {
  if (!(await isOnDisk(archive))) return { done: 0, refused: 0, save: async () => {}, remove: async () => {} };
  const path = `${resolve(archive)}.backfill`;
  const { size, changedAt } = await measure(archive);
  const parsed = journal.safeParse(parseOrNothing(await readFile(path, "utf8").catch(() => "")));
  const kept = parsed.success ? parsed.data : undefined;
  const { source, url, format, siteUrl } = to;
  const run = { size, changedAt, source, url, format, siteUrl };
  const same = kept !== undefined && IDENTITY.every((name) => kept[name] === run[name]);
  let isLost = false;
  const tell = ({ message }: Error) => {
    if (!isLost)
      process.stderr.write(
        `${archive}: progress cannot be saved, so a later run will start from the beginning: ${message}\n`,
      );
    isLost = true;
  };
  return {
    done: same ? kept.done : 0,
    refused: same ? kept.refused : 0,
    save: ({ done, refused }) => replace(path, JSON.stringify({ ...run, done, refused })).catch(tell),
    remove: () => rm(path, { force: true }),
  };
}

/** Tells whether an archive can be read again. */
export async function isOnDisk(archive: string): Promise<boolean> {
  if (archive === STANDARD_INPUT) return false;
  const found = await stat(archive);
  return found.isFile() || found.isDirectory();
}

/** Returns an archive's bytes, and when its newest file changed. */
async function measure(archive: string): Promise<{ size: number; changedAt: number }> {
  let size = 0;
  let changedAt = 0;
  for (const file of await listFiles(archive)) {
    const found = await stat(file);
    size += found.size;
    changedAt = Math.max(changedAt, found.mtimeMs);
  }
  return { size, changedAt };
}

/** Renames the new file over the old one, so that a kill leaves one of the two. */
async function replace(path: string, content: string): Promise<void> {
  await writeFile(`${path}.new`, content);
  await rename(`${path}.new`, path);
}
