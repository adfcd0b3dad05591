import { spawn } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import { answerOf, createClient } from "../clients/typescript/client.js";
import { makeArticles } from "./articles.js";
import { fillService } from "./fill.js";

const DATA_DIR = "data-demo";
const ARTICLES = 300;
const READY = /Beatline is ready at (\S+)/;

const secretsFile = z.object({ apiKey: z.string(), webhookSecret: z.string() });

/** Runs the whole service on a year of made-up news: `npm run demo`. */
async function main(): Promise<void> {
  if (process.env.DATA_DIR)
    say(`DATA_DIR is ignored: the demo has ${DATA_DIR} for its own, so that nobody's articles are touched`);
  say(`Starting Beatline on ${DATA_DIR} …`);
  const url = await startService();
  const { apiKey, webhookSecret } = secretsFile.parse(JSON.parse(readFileSync(join(DATA_DIR, "secrets.json"), "utf8")));
  const service = createClient({ baseUrl: url, apiKey });
  const { articles } = answerOf(await service.GET("/v1/articles", { params: { query: { limit: 1 } } }));
  if (articles.length === 0) {
    await fillService({ url, apiKey, webhookSecret }, makeArticles(ARTICLES, new Date()), say);
  } else say("It is filled already; delete data-demo to begin anew");
  process.stdout.write(`
The desk   ${url}/desk/
Sign in    ${apiKey}
The API    curl -s "${url}/v1/articles?topic=labor&limit=3" -H "Authorization: Bearer ${apiKey}"
           ${url}/docs

Ctrl-C ends it. All people, places and news in it are made up.
`);
}

/** Starts the service, which ends with this process. @returns its URL once it is ready. */
function startService(): Promise<string> {
  const child = spawn(process.execPath, ["dist/src/main.js"], {
    env: { ...process.env, DATA_DIR, LOG_LEVEL: "warn" },
    stdio: ["ignore", "pipe", "inherit"],
  });
  process.on("exit", () => child.kill("SIGTERM"));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    let printed = "";
    child.stdout.on("data", (chunk: Buffer) => {
      printed += chunk.toString();
      const [, url] = READY.exec(printed) ?? [];
      if (url) resolve(url);
    });
    child.once("exit", (code) => {
      reject(new Error("Beatline did not start"));
      process.exitCode = code ?? 1;
    });
  });
}

function say(line: string): void {
  process.stderr.write(`${line}\n`);
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
});
