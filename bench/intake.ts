import { randomUUID } from "node:crypto";
import pg from "pg";
import { startChild } from "../test/support/child.js";
import { signed } from "../test/support/deliveries.js";
import { freePort } from "../test/support/free-port.js";
import { startEntry, WEBHOOK_SECRET } from "../test/support/service.js";
import type { Benchmark } from "./benchmark.js";
import { readBenchTexts } from "./gold-texts.js";
import { type LoadRequest, sendLoad } from "./load.js";
import { compare } from "./measure.js";
import { SERVER_PROGRAMS, withServers } from "./servers.js";

const REQUESTS = 3000;

/** Webhooks, each a new 600-word article whose revision is committed before its 202, against one bare insert. */
export const intakeAgainstBareInsert: Benchmark = {
  name: "intake",
  least: 0.6,
  what: "webhooks a second, revision committed before the 202 / bare Express that checks the HMAC and inserts one row",
  needs: SERVER_PROGRAMS,
  run: () =>
    withServers(async ({ postgres, environment }) => {
      const client = new pg.Client({ connectionString: postgres.url });
      await client.connect();
      await client.query("create table bare (id text primary key, headline text, body text)");
      await client.end();
      const [ourPort, barePort] = [await freePort(), await freePort()];
      const api = startEntry("src/api.js", { ...environment, PORT: String(ourPort) });
      const bare = startBare([postgres.url, WEBHOOK_SECRET, String(barePort)]);
      try {
        await bare.waitFor(/bare is ready/);
        await untilAnswers(`http://127.0.0.1:${ourPort}/livez`);
        const { texts } = readBenchTexts(60);
        const makeLoad = (path: string) => Array.from({ length: REQUESTS }, (_, index) => delivery(texts, index, path));
        const ours = () => sendLoad(`http://127.0.0.1:${ourPort}`, makeLoad("/v1/webhooks/cms"));
        const theirs = () => sendLoad(`http://127.0.0.1:${barePort}`, makeLoad("/"));
        await ours();
        await theirs();
        const { ours: our, theirs: their } = await compare(ours, theirs, 5);
        return { ratio: our / their, ours: `${our.toFixed(0)}/s`, theirs: `${their.toFixed(0)}/s` };
      } finally {
        await Promise.all([api.end("SIGTERM"), bare.end("SIGTERM")]);
      }
    }),
};

export function startBare(settings: string[]) {
  return startChild(process.execPath, ["--import", "tsx", "bench/bare-intake.ts", ...settings]);
}

export async function untilAnswers(url: string): Promise<void> {
  for (;;) {
    const response = await fetch(url).catch(() => undefined);
    if (response?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

function delivery(texts: { headline: string; body: string }[], index: number, path: string): LoadRequest {
  const text = texts[index % texts.length];
  const data = { id: `bench-${randomUUID()}`, version: 1, headline: text?.headline, body: text?.body };
  const { headers, body } = signed(data);
  // The builder gives a plain record and a string.
  return { path, method: "POST", headers: headers as Record<string, string>, body: String(body) };
}
