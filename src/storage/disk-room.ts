import { existsSync } from "node:fs";
import { statfs } from "node:fs/promises";

const MB = 1024 * 1024;
/** PostgreSQL's write-ahead log grows by 16 MB at once, and PGlite never recovers from a step that finds no room. */
const RESERVE = 64 * MB;
/** The size of an empty database. */
const EMPTY = 48 * MB;
const LOOK_EVERY_MS = 250;

/** @throws Error, with the remedy, when the disk has no room to open the database at `path`, or to make it. */
export async function requireRoom(path: string, folder: string): Promise<void> {
  const needed = existsSync(path) ? RESERVE : RESERVE + EMPTY;
  const free = await measureRoom(folder);
  if (free >= needed) return;
  throw new Error(
    `The disk under DATA_DIR (${folder}) has ${inMegabytes(free)} free, but Beatline needs ${inMegabytes(needed)}; free some space, or set DATA_DIR to a directory on another disk`,
  );
}

/** @returns bytes that this user may still write to a folder's disk; Infinity where the disk does not say. */
export async function measureRoom(folder: string): Promise<number> {
  const { bavail, bsize, blocks } = await statfs(folder);
  return blocks === 0 ? Number.POSITIVE_INFINITY : bavail * bsize;
}

interface RoomParts {
  measure: () => Promise<number>;
  /** Called at every look: a transaction that is rolled back also undoes the setting if made in it. */
  setReadOnly: (readOnly: boolean) => Promise<unknown>;
  report: (line: string) => void;
}

/** Makes the database read-only while the disk is nearly full. @returns a function that ends the watch. */
export function watchRoom({ measure, setReadOnly, report }: RoomParts): () => void {
  let readOnly = false;
  const look = async () => {
    const tooLittle = (await measure()) < RESERVE;
    if (tooLittle !== readOnly) report(tooLittle ? SAYS_FULL : SAYS_ROOM);
    readOnly = tooLittle;
    await setReadOnly(readOnly);
  };
  let isLooking = false;
  const timer = setInterval(() => {
    // Looks would pile up behind a long statement.
    if (isLooking) return;
    isLooking = true;
    // A look fails when the disk does not say or the database is closing; the next one tries again.
    void look()
      .catch(() => {})
      .finally(() => {
        isLooking = false;
      });
  }, LOOK_EVERY_MS).unref();
  return () => clearInterval(timer);
}

const SAYS_FULL = `The disk under DATA_DIR has less than ${inMegabytes(RESERVE)} free. Nothing is stored until there is more; free some space, and Beatline resumes by itself.`;
const SAYS_ROOM = "The disk under DATA_DIR has room again; articles are stored.";

function inMegabytes(bytes: number): string {
  return `${Math.floor(bytes / MB)} MB`;
}
