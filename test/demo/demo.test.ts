import assert from "node:assert/strict";
import { resolve } from "node:path";
import { answerOf, createClient } from "../../clients/typescript/client.js";
import { makeArticles } from "../../demo/articles.js";
import { fillService } from "../../demo/fill.js";
import { startChild } from "../support/child.js";
import { withKey } from "../support/deliveries.js";
import { API_KEY, type Service, startService, temporaryDirectory, WEBHOOK_SECRET } from "../support/service.js";

const TODAY = new Date("2026-11-24T12:00:00Z");
const DAY_MS = 86_400_000;

describe("the demo", () => {
  const articles = makeArticles(300, TODAY);

  it("makes the same articles again on the same day", () => {
    assert.deepEqual(makeArticles(300, TODAY), articles);
  });

  it("makes 300 different articles from the last twelve months", () => {
    const bodies = new Set(articles.map(({ article }) => article.body));
    const headlines = new Set(articles.map(({ article }) => article.headline));
    assert.equal(bodies.size, 300);
    assert.ok(headlines.size >= 285, `${headlines.size} headlines`);
    const times = articles.map(({ article }) => TODAY.getTime() - Date.parse(article.publishedAt));
    assert.ok(Math.max(...times) > 330 * DAY_MS && Math.max(...times) < 367 * DAY_MS && Math.min(...times) > 0);
    for (const { article } of articles) assert.doesNotMatch(article.headline + article.body, /[{}]/);
  });

  it("says that it ignores DATA_DIR", async () => {
    const args = ["--import", resolve("node_modules/tsx/dist/loader.mjs"), resolve("demo/main.ts")];
    const env = { PATH: process.env.PATH ?? "", DATA_DIR: "/srv/beatline/data" };
    // Runs where no service is built, so that none starts.
    const child = startChild(process.execPath, args, { cwd: temporaryDirectory(), env });
    assert.equal(await child.exited, 1);
    assert.match(child.output(), /^DATA_DIR is ignored: the demo has data-demo for its own/);
  });

  describe("on a service that it fills", () => {
    let service: Service;

    before(async function () {
      this.timeout(180_000);
      service = await startService({ DATA_DIR: temporaryDirectory() });
      await fillService(
        { url: service.url, apiKey: API_KEY, webhookSecret: WEBHOOK_SECRET },
        articles.slice(0, 120),
        () => {},
      );
    });
    after(() => service?.child.end("SIGTERM"));

    it("leaves tagged articles, editors' decisions, articles to review and failed deliveries", async () => {
      const client = createClient({ baseUrl: service.url, apiKey: API_KEY });
      const tagged = { params: { query: { outcome: "tagged" as const, limit: 100 } } };
      assert.ok(answerOf(await client.GET("/v1/articles", tagged)).articles.length > 50);
      assert.ok(answerOf(await client.GET("/v1/review")).articles.length > 0);
      const failed = { params: { query: { status: "failed" as const } } };
      assert.equal(answerOf(await client.GET("/v1/deliveries", failed)).deliveries.length, 3);
      const text = await (await fetch(`${service.url}/v1/overrides.ndjson`, withKey)).text();
      assert.ok(text.trim().split("\n").length > 2);
    });
  });
});
