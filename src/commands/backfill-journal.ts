import { readFile, rename, rm, stat, writeFile } from "node:fs/promises";
import { z } from "zod";

const journal = z.object({
  size: z.number(),
  changedAt: z.number(),
  source: z.string(),
  url: z.string(),
  done: z.number(),
  refused: z.number(),
});

/** How far a file has been sent: `done` counts its entries. */
export interface Progress {
  done: number;
  refused: number;
}

export interface Journal extends Progress {
  save: (progress: Progress) => Promise<void>;
  /** For a file that was sent to its end. */
  remove: () => Promise<void>;
}

/** Finds how far an earlier run came with a file: nowhere when the file or where it goes is another by now. */
export async function openJournal(file: string, to: { source: string; url: string }): Promise<Journal> {
  const path = `${file}.backfill`;
  const { size, mtimeMs: changedAt } = await stat(file);
  const parsed = journal.safeParse(parseOrNothing(await readFile(path, "utf8").catch(() => "")));
  const kept = parsed.success ? parsed.data : undefined;
  const same = kept?.size === size && kept.changedAt === changedAt && kept.source === to.source && kept.url === to.url;
  return {
    done: same ? kept.done : 0,
    refused: same ? kept.refused : 0,
    save: async ({ done, refused }) => {
      // Renamed over the old one, so that a kill leaves one of the two.
      await writeFile(`${path}.new`, JSON.stringify({ size, changedAt, ...to, done, refused }));
      await rename(`${path}.new`, path);
    },
    remove: () => rm(path, { force: true }),
  };
}

function parseOrNothing(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
