import { rm, stat } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join, relative } from "node:path";

/** A process that starts needs longer before it writes its first file. */
const LOOK_EVERY_MS = 250;

/**
 * Holds a data directory for this process alone, since two PGlites on one directory corrupt it. The lock is a Unix
 * socket: the kernel closes it with the process, however that ends, so a lock never outlives its holder.
 *
 * @param onLost called once when the directory is removed, or another one is put in its place: PGlite opens its files by
 *   their paths and would write into whatever is there.
 * @returns what gives the lock back.
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
 * Takes the place of a process that was killed, which leaves its socket behind. Of several that come for it at once one
 * may still remove what another has just made; that one then finds its directory lost.
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

/** An inode's number alone is given to a new file again. */
async function identify(path: string): Promise<string> {
  const { ino, mtimeMs } = await stat(path);
  return `${ino} ${mtimeMs}`;
}

/** Looks by the clock: a file system's own notices do not tell of a directory further up. */
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

/** @returns undefined when there is such a file already: of several who come at once the kernel lets one through. */
function listen(path: string): Promise<Server | undefined> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", (error: NodeJS.ErrnoException) =>
      error.code === "EADDRINUSE" ? resolve(undefined) : reject(error),
    );
    server.listen(path, () => resolve(server));
  });
}
