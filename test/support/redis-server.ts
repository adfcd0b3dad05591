import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { type Child, startChild } from "./child.js";
import { freePort } from "./free-port.js";
import type { PrivateServer } from "./postgres-server.js";
import { findProgram } from "./programs.js";

/** A Redis of the test's own, on a free port, with AOF and noeviction as in docker-compose.yml. */
export async function startRedis(): Promise<PrivateServer> {
  const folder = mkdtempSync(join(tmpdir(), "beatline-redis-"));
  const port = await freePort();
  const settings = ["--appendonly", "yes", "--maxmemory-policy", "noeviction", "--save", "", "--dir", folder];
  let child: Child;
  const start = async () => {
    child = startChild(findProgram("redis-server") ?? "redis-server", ["--port", String(port), ...settings]);
    await child.waitFor(/Ready to accept connections/);
  };
  await start();
  return {
    url: `redis://127.0.0.1:${port}`,
    start,
    kill: async () => void (await child.end("SIGKILL")),
    remove: async () => {
      await child.end("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
