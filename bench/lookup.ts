import { classify } from "../models/classify.js";
import { loadModels } from "../models/load.js";
import { openMigrated } from "../src/start.js";
import { saveTaggings } from "../src/storage/taggings.js";
import { API_KEY } from "../test/support/service.js";
import type { Benchmark } from "./benchmark.js";
import { withBothSides } from "./both-sides.js";
import { fillArticles } from "./fill.js";
import { sendLoad } from "./load.js";
import { compare, outcomeOf } from "./measure.js";
import { connect, SERVER_PROGRAMS, withServers } from "./servers.js";

const ARTICLES = 500;
const REQUESTS = 5000;
const headers = { authorization: `Bearer ${API_KEY}` };

/** Compares lookups of an article's tags with bare Express that selects one row by its key. */
export const lookupAgainstBareSelect: Benchmark = {
  name: "lookup",
  least: 0.6,
  what: "tag lookups a second / bare Express that selects one row by key",
  needs: SERVER_PROGRAMS,
  run: () =>
    withServers(async (servers) => {
      const ids = await fillTagged(servers.postgres.url);
      const rates = await withBothSides(servers, async (ourUrl, bareUrl) => {
        await fillBare(servers.postgres.url, ourUrl, ids);
        const load = (path: (id: string) => string) =>
          Array.from({ length: REQUESTS }, (_, index) => {
            return { path: path(ids[index % ids.length] ?? ""), method: "GET" as const, headers };
          });
        const sides = [
          () =>
            sendLoad(
              ourUrl,
              load((id) => `/v1/articles/${id}/tags`),
            ),
          () =>
            sendLoad(
              bareUrl,
              load((id) => `/${id}`),
            ),
        ] as const;
        for (const warmUp of sides) await warmUp();
        return compare(...sides, 5);
      });
      return outcomeOf(rates);
    }),
};

async function fillTagged(databaseUrl: string): Promise<string[]> {
  const models = loadModels("models");
  const database = await openMigrated({ databaseUrl, dataDir: "" }, ".");
  const articles = await fillArticles(database.db, ARTICLES);
  const taggings = articles.map(({ articleId, version, headline, body }) => ({
    ref: { articleId, version },
    tagging: classify({ headline, body, bodyFormat: "text" }, models),
    replaces: { version: null, modelVersion: null, decisionCount: 0 },
  }));
  await saveTaggings(database.db, taggings, new Date());
  await database.close();
  return articles.map(({ articleId }) => articleId);
}

/** Stores our documents for the bare side, so that both sides send the same bytes. */
async function fillBare(connectionString: string, ourUrl: string, ids: string[]): Promise<void> {
  const client = await connect(connectionString);
  await client.query("create table bare_tags (id text primary key, document text)");
  for (const id of ids) {
    const response = await fetch(`${ourUrl}/v1/articles/${id}/tags`, { headers });
    await client.query("insert into bare_tags values ($1, $2)", [id, await response.text()]);
  }
  await client.end();
}
