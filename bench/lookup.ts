import { runMigrations } from "bullmq";
import pg from "pg";
import { classify } from "../models/classify.js";
import { loadModels, type Models } from "../models/load.js";
import { articleId } from "../src/domain/article.js";
import { openDatabase } from "../src/storage/database.js";
import { saveEvent } from "../src/storage/intake.js";
import { saveTaggings } from "../src/storage/taggings.js";
import { freePort } from "../test/support/free-port.js";
import { API_KEY, startEntry, WEBHOOK_SECRET } from "../test/support/service.js";
import type { Benchmark } from "./benchmark.js";
import { readBenchTexts } from "./gold-texts.js";
import { startBare, untilAnswers } from "./intake.js";
import { sendLoad } from "./load.js";
import { compare } from "./measure.js";
import { SERVER_PROGRAMS, withServers } from "./servers.js";

const ARTICLES = 500;
const REQUESTS = 5000;

/** Lookups of an article's tags against bare Express that selects one row by its key. */
export const lookupAgainstBareSelect: Benchmark = {
  name: "lookup",
  least: 0.6,
  what: "tag lookups a second / bare Express that selects one row by key",
  needs: SERVER_PROGRAMS,
  run: () =>
    withServers(async ({ postgres, environment }) => {
      const ids = await fillArticles(postgres.url);
      const [ourPort, barePort] = [await freePort(), await freePort()];
      const [ourUrl, bareUrl] = [`http://127.0.0.1:${ourPort}`, `http://127.0.0.1:${barePort}`];
      const api = startEntry("src/api.js", { ...environment, PORT: String(ourPort) });
      const bare = startBare([postgres.url, WEBHOOK_SECRET, String(barePort)]);
      try {
        await bare.waitFor(/bare is ready/);
        await untilAnswers(`${ourUrl}/livez`);
        await fillBare(postgres.url, ourUrl, ids);
        const headers = { authorization: `Bearer ${API_KEY}` };
        const requests = (path: (id: string) => string) =>
          Array.from({ length: REQUESTS }, (_, index) => {
            return { path: path(ids[index % ids.length] ?? ""), method: "GET" as const, headers };
          });
        const ours = () =>
          sendLoad(
            ourUrl,
            requests((id) => `/v1/articles/${id}/tags`),
          );
        const theirs = () =>
          sendLoad(
            bareUrl,
            requests((id) => `/${id}`),
          );
        await ours();
        await theirs();
        const { ours: our, theirs: their } = await compare(ours, theirs, 5);
        return { ratio: our / their, ours: `${our.toFixed(0)}/s`, theirs: `${their.toFixed(0)}/s` };
      } finally {
        await Promise.all([api.end("SIGTERM"), bare.end("SIGTERM")]);
      }
    }),
};

async function fillArticles(databaseUrl: string): Promise<string[]> {
  const models = loadModels("models");
  const database = await openDatabase({ databaseUrl, dataDir: "" }, "src/storage/migrations");
  await database.migrate((client) => runMigrations(client));
  const { texts } = readBenchTexts(60);
  const ids = Array.from({ length: ARTICLES }, (_, index) => `bench-${index}`);
  for (const [index, externalId] of ids.entries()) await fillOne(database, models, externalId, texts[index % 60]);
  await database.close();
  return ids.map((externalId) => articleId("cms", externalId));
}

async function fillOne(
  { db }: Awaited<ReturnType<typeof openDatabase>>,
  models: Models,
  externalId: string,
  text: { headline: string; body: string } = { headline: "", body: "" },
): Promise<void> {
  const { headline, body } = text;
  const article = { source: "cms", externalId, version: 1, headline, body, bodyFormat: "text" as const };
  const delivery = { deliveryId: `dlv_${externalId}`, webhookId: externalId, receivedAt: new Date() };
  const ref = await saveEvent(db, { kind: "publish", article, at: new Date() }, delivery);
  const tagging = classify(article, models);
  await saveTaggings(db, [{ ref, tagging, replaces: { version: null, modelVersion: null } }], new Date());
}

/** The bare side serves the same documents, made by ours, so that both send the same bytes. */
async function fillBare(databaseUrl: string, ourUrl: string, ids: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  await client.query("create table bare_tags (id text primary key, document text)");
  for (const id of ids) {
    const response = await fetch(`${ourUrl}/v1/articles/${id}/tags`, {
      headers: { authorization: `Bearer ${API_KEY}` },
    });
    await client.query("insert into bare_tags values ($1, $2)", [id, await response.text()]);
  }
  await client.end();
}
