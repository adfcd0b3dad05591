import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { Redis } from "ioredis";
import { type Child, startChild } from "./child.js";
import { freePort } from "./free-port.js";
import type { PrivateServer } from "./postgres-server.js";
import { findProgram } from "./programs.js";
import { until } from "./promises.js";

const HOST = "127.0.0.1";
const SLOTS = 16_384;

/**
 * Starts a Redis of the test's own, on a free port, with AOF and noeviction as in docker-compose.yml.
 *
 * @param changes further arguments, which override those.
 */
export async function startRedis(changes: string[] = []): Promise<PrivateServer & { port: number }> {
  const folder = mkdtempSync(join(tmpdir(), "beatline-redis-"));
  const port = await freePort();
  const settings = ["--appendonly", "yes", "--maxmemory-policy", "noeviction", "--save", "", "--dir", folder];
  let child: Child;
  const start = async () => {
    child = startChild(findProgram("redis-server") ?? "redis-server", [
      ...["--port", String(port), "--bind", HOST],
      ...settings,
      ...changes,
    ]);
    await child.waitFor(/Ready to accept connections/);
  };
  await start();
  return {
    url: `redis://${HOST}:${port}`,
    port,
    start,
    kill: async () => void (await child.end("SIGKILL")),
    remove: async () => {
      await child.end("SIGKILL");
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** Starts a Cluster of three masters. @returns its URL, and `remove`, which ends it. */
export async function startRedisCluster(): Promise<{ url: string; remove: () => Promise<void> }> {
  const nodes = await Promise.all(
    [0, 1, 2].map(async () => {
      const busPort = await freePort();
      const server = await startRedis(["--cluster-enabled", "yes", "--cluster-port", String(busPort)]);
      return { ...server, busPort, client: new Redis(server.url) };
    }),
  );
  const [first] = nodes;
  for (const [index, { client, busPort, port }] of nodes.entries()) {
    const slot = (place: number) => Math.floor((place * SLOTS) / nodes.length);
    await client.call("cluster", "addslotsrange", slot(index), slot(index + 1) - 1);
    await first?.client.call("cluster", "meet", HOST, port, busPort);
  }
  for (const { client } of nodes) {
    await until(async () => /cluster_state:ok/.test(String(await client.call("cluster", "info"))), "the cluster is up");
    client.disconnect();
  }
  return {
    url: `redis+cluster://${nodes.map(({ port }) => `${HOST}:${port}`).join(",")}`,
    remove: async () => void (await Promise.all(nodes.map(({ remove }) => remove()))),
  };
}

/** Starts a master with one replica under a Sentinel. @returns the URL, and what kills the master or ends it all. */
export async function startRedisSentinel() {
  const master = await startRedis();
  const replica = await startRedis(["--replicaof", `${HOST} ${master.port}`]);
  const folder = mkdtempSync(join(tmpdir(), "beatline-sentinel-"));
  const port = await freePort();
  const settings = [
    `port ${port}`,
    `bind ${HOST}`,
    `sentinel monitor newsroom ${HOST} ${master.port} 1`,
    "sentinel down-after-milliseconds newsroom 1000",
    "sentinel failover-timeout newsroom 5000",
  ];
  writeFileSync(join(folder, "sentinel.conf"), `${settings.join("\n")}\n`);
  const program = findProgram("redis-server") ?? "redis-server";
  const sentinel = startChild(program, [join(folder, "sentinel.conf"), "--sentinel"]);
  await sentinel.waitFor(/\+slave slave/);
  return {
    url: `redis+sentinel://${HOST}:${port}/newsroom`,
    killMaster: master.kill,
    remove: async () => {
      await sentinel.end("SIGKILL");
      await Promise.all([master.remove(), replica.remove()]);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
