import { rm, stat } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join, relative } from "node:path";

/** A process takes longer than this to start and write its first file. */
const LOOK_EVERY_MS = 250;

/**
 * Holds a data directory for this process alone, since two PGlites on one directory corrupt it. The lock is a Unix
 * socket: the kernel closes it with the process, however that ends, so a lock never outlives its holder.
 *
 * @param onLost called once when the directory is removed or replaced: PGlite opens its files by their paths and would
 *   write into whatever is there.
 * @returns a function that releases the lock.
 * @throws Error when a live process holds the directory.
 */
export async function lockDataDir(dataDir: string, onLost: () => void): Promise<() => Promise<void>> {
  const path = shorter(join(dataDir, "lock.sock"));
  const server = (await listen(path)) ?? (await takeOver(path));
  if (!server) {
    throw new Error(
      `Another Beatline process has ${dataDir} open. Stop it, set DATA_DIR to another directory, ` +
        "or set DATABASE_URL to run several processes on PostgreSQL.",
    );
  }
  server.unref();
  const stopWatching = await watchFile(path, onLost);
  return () => {
    stopWatching();
    return new Promise((resolve) => server.close(() => resolve()));
  };
}

/**
 * Takes over from a process that was killed, which leaves its socket behind. When several try at once, one may still
 * remove the socket that another has just made; that other one then finds its directory lost.
 *
 * @returns undefined when a live process listens there.
 */
async function takeOver(path: string): Promise<Server | undefined> {
  const identifyOrNone = () => identify(path).catch(() => "none");
  const dead = await identifyOrNone();
  if (await isHeld(path)) return undefined;
  if ((await identifyOrNone()) === dead) await rm(path, { force: true });
  return listen(path);
}

/** Identifies a file; a new one may be given the same inode number. */
async function identify(path: string): Promise<string> {
  const { ino, mtimeMs } = await stat(path);
  return `${ino} ${mtimeMs}`;
}

/** Polls, since a file system's own events do not report changes to a directory further up. */
async function watchFile(path: string, onLost: () => void): Promise<() => void> {
  const held = await identify(path);
  let watching = true;
  const stop = () => {
    watching = false;
    clearInterval(timer);
  };
  const look = async () => {
    const found = await identify(path).catch((error: NodeJS.ErrnoException) =>
      error.code === "ENOENT" ? "none" : held,
    );
    if (!watching || found === held) return;
    stop();
    onLost();
  };
  const timer = setInterval(look, LOOK_EVERY_MS).unref();
  return stop;
}

/** A socket's path may be only about 100 bytes long. */
function shorter(path: string): string {
  const fromHere = relative(process.cwd(), path);
  return fromHere.length < path.length ? fromHere : path;
}

function isHeld(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path, () => {
      socket.destroy();
      resolve(true);
    });
    socket.on("error", () => resolve(false));
  });
}

/** @returns undefined when the socket exists already: of several callers at once, the kernel lets one through. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => resolve(server));
  });
}
