import { randomUUID } from "node:crypto";
import { signed } from "../test/support/deliveries.js";
import type { Benchmark } from "./benchmark.js";
import { withBothSides } from "./both-sides.js";
import { readBenchTexts } from "./gold-texts.js";
import { type LoadRequest, sendLoad } from "./load.js";
import { compare, outcomeOf } from "./measure.js";
import { connect, SERVER_PROGRAMS, withServers } from "./servers.js";

const REQUESTS = 3000;

/** Compares webhooks, each a new 600-word article whose revision is committed before its 202, with one bare insert. */
export const intakeAgainstBareInsert: Benchmark = {
  name: "intake",
  least: 0.6,
  what: "webhooks a second, revision committed before the 202 / bare Express that checks the HMAC and inserts one row",
  needs: SERVER_PROGRAMS,
  run: () =>
    withServers(async (servers) => {
      await createBareTable(servers.postgres.url);
      const rates = await withBothSides(servers, async (ourUrl, bareUrl) => {
        const { texts } = readBenchTexts(60);
        const load = (path: string) => Array.from({ length: REQUESTS }, (_, index) => delivery(texts, index, path));
        const sides = [() => sendLoad(ourUrl, load("/v1/webhooks/cms")), () => sendLoad(bareUrl, load("/"))] as const;
        for (const warmUp of sides) await warmUp();
        return compare(...sides, 5);
      });
      return outcomeOf(rates);
    }),
};

async function createBareTable(connectionString: string): Promise<void> {
  const client = await connect(connectionString);
  await client.query("create table bare (id text primary key, headline text, body text)");
  await client.end();
}

export function delivery(texts: { headline: string; body: string }[], index: number, path: string): LoadRequest {
  const text = texts[index % texts.length];
  const data = { id: `bench-${randomUUID()}`, version: 1, headline: text?.headline, body: text?.body };
  const { headers, body } = signed(data);
  // The builder gives a plain record and a string.
  return { path, method: "POST", headers: headers as Record<string, string>, body: String(body) };
}
