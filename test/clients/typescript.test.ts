import assert from "node:assert/strict";
import { readFileSync, rmSync, writeFileSync } from "node:fs";
import { answerOf, type Client, createClient, ProblemError, tagsOf } from "../../clients/typescript/client.js";
import { hashDocument } from "../../scripts/hash-document.js";
import { openTestApi } from "../support/api.js";
import { startChild } from "../support/child.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { fetchJson, manyArticles } from "../support/deliveries.js";
import { API_KEY } from "../support/service.js";
import { openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

const EXAMPLE = "clients/typescript/readme-example.ts";

describe("the typed client", () => {
  const closing = closeAfterSuite();
  let url: string;
  let client: Client;
  let store: ReturnType<typeof openStore>;

  before(async () => {
    const database = await openTestDatabase(closing);
    store = openStore(database.db);
    ({ url } = await openTestApi(closing, database));
    client = createClient({ baseUrl: url, apiKey: API_KEY });
  });

  it("is generated from the current OpenAPI document (if not: npm run client)", () => {
    const [first] = readFileSync("clients/typescript/schema.d.ts", "utf8").split("\n");
    assert.equal(first, `// Made by: npm run client. Document: ${hashDocument()}`);
  });

  it("calls the service with the path and query parameters of the document", async () => {
    const [delivery] = manyArticles(1, "client");
    const { articleId } = (await fetchJson(`${url}/v1/webhooks/cms`, delivery)).body;
    const { articles } = answerOf(await client.GET("/v1/articles", { params: { query: { limit: 5 } } }));
    assert.deepEqual(
      articles.map((article) => article.articleId),
      [articleId],
    );
    const { data, response } = await client.GET("/v1/articles/{articleId}/tags", { params: { path: { articleId } } });
    assert.equal(response.status, 202);
    assert.equal(data?.articleId, articleId);
  });

  it("returns the tags of one or many articles, and none while they are pending", async () => {
    const { articleId } = await store.saveTagged(aReading({ labor: "auto" }));
    const pending = await store.save();
    const lookUp = async (path: { articleId: string }) =>
      tagsOf(answerOf(await client.GET("/v1/articles/{articleId}/tags", { params: { path } })));
    assert.deepEqual(
      (await lookUp({ articleId }))?.tags.map(({ topic }) => topic),
      ["labor"],
    );
    assert.equal(await lookUp(pending), undefined);
    const body = { articles: [{ articleId }, { articleId: pending.articleId }, { articleId: "art_none" }] };
    const { results } = answerOf(await client.POST("/v1/tags/lookup", { body }));
    const found = results.map((result) => ("document" in result ? tagsOf(result.document)?.outcome : result.status));
    assert.deepEqual(found, ["tagged", undefined, 404]);
  });

  it("throws the problem of a refused call", async () => {
    const params = { path: { articleId: "art_none" } };
    await assert.rejects(client.GET("/v1/articles/{articleId}/tags", { params }), (error) => {
      assert.ok(error instanceof ProblemError);
      assert.equal(error.problem.status, 404);
      assert.match(error.message, /^\/v1\/articles\/\{articleId\}\/tags answered 404 Not Found: /);
      return true;
    });
  });

  it("works as its README shows", async () => {
    const page = readFileSync("clients/typescript/README.md", "utf8");
    const example = /```ts\n([\s\S]+?)```/.exec(page)?.[1] ?? "";
    writeFileSync(EXAMPLE, example.replace("http://127.0.0.1:3000", url).replace("…", API_KEY));
    const child = startChild(process.execPath, ["--import", "tsx", EXAMPLE]);
    assert.equal(await child.exited, 0, child.output());
    rmSync(EXAMPLE);
    assert.match(child.output(), /Border agents arrest 19 orchard workers.* its tags are on their way\n/);
    assert.match(child.output(), /There is no article with this URL/);
  });
});
