import { rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { join, relative } from "node:path";

/**
 * Holds a data directory for this process alone, since two PGlites on one directory corrupt it. The lock is a Unix
 * socket: the kernel closes it with the process, however that ends, so a lock never outlives its holder.
 *
 * @returns what gives the lock back.
 * @throws Error when a live process holds the directory.
 */
export async function lockDataDir(dataDir: string): Promise<() => Promise<void>> {
  const path = shorter(join(dataDir, "lock.sock"));
  if (await isHeld(path)) {
    throw new Error(
      `Another Beatline process has ${dataDir} open. Stop it, set DATA_DIR to another directory, ` +
        "or set DATABASE_URL to run several processes on PostgreSQL.",
    );
  }
  await rm(path, { force: true });
  const server = await listen(path);
  server.unref();
  return () => new Promise((resolve) => server.close(() => resolve()));
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

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", reject);
    server.listen(path, () => resolve(server));
  });
}
