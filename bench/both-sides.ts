import { startChild } from "../test/support/child.js";
import { freePort } from "../test/support/free-port.js";
import { startEntry, WEBHOOK_SECRET } from "../test/support/service.js";
import type { Servers } from "./servers.js";
import { untilOk } from "./until.js";

/** Runs the api and the bare Express on the same database, each in its own process. */
export async function withBothSides<T>(
  { postgres, environment }: Servers,
  work: (ourUrl: string, bareUrl: string) => Promise<T>,
): Promise<T> {
  const [ourPort, barePort] = [await freePort(), await freePort()];
  const ourUrl = `http://127.0.0.1:${ourPort}`;
  const settings = [postgres.url, WEBHOOK_SECRET, String(barePort)];
  const api = startEntry("src/api.js", { ...environment, PORT: String(ourPort) });
  const bare = startChild(process.execPath, ["--import", "tsx", "bench/bare-server.ts", ...settings]);
  try {
    await bare.waitFor(/bare is ready/);
    await untilOk(`${ourUrl}/livez`);
    return await work(ourUrl, `http://127.0.0.1:${barePort}`);
  } finally {
    await Promise.all([api.end("SIGTERM"), bare.end("SIGTERM")]);
  }
}
