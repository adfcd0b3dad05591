import assert from "node:assert/strict";
import { existsSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { articleId } from "../src/domain/article.js";
import { anArticle, fetchJson, signed, signedBytes, withKey } from "./support/deliveries.js";
import { pagesOf } from "./support/pages.js";
import { API_KEY, type Service, startEntry, startService, temporaryDirectory } from "./support/service.js";

describe("the embedded service", () => {
  let service: Service;
  const post = (init: RequestInit, source = "cms") => fetchJson(`${service.url}/v1/webhooks/${source}`, init);
  const get = (path: string, init: RequestInit = withKey) => fetchJson(`${service.url}${path}`, init);
  const tagsOf = (id: string, query = "wait=20") => get(`/v1/articles/${id}/tags?${query}`);

  before(async () => {
    service = await startService({ DATA_DIR: join(temporaryDirectory(), "data"), LOG_LEVEL: "warn" });
  });

  after(() => service?.child.end("SIGTERM"));

  describe("taking a delivery", () => {
    it("answers 202 with the article's id and where its tags will be", async () => {
      const article = anArticle();
      const { status, body, headers } = await post(signed(article));
      assert.equal(status, 202);
      assert.equal(body.articleId, articleId("cms", article.id));
      assert.equal(body.status, "queued");
      assert.match(body.deliveryId, /^dlv_/);
      assert.equal(headers.get("location"), `/v1/articles/${body.articleId}/tags`);
      assert.ok(headers.get("x-request-id"));
    });

    it("takes a delivery sent 100 times at once as one revision and 99 duplicates", async () => {
      const delivery = signed(anArticle());
      const answers = await Promise.all(Array.from({ length: 100 }, () => post(delivery)));
      assert.deepEqual(new Set(answers.map(({ status }) => status)), new Set([202]));
      const taken = answers.map(({ body }) => body.status);
      assert.equal(taken.filter((status) => status === "queued").length, 1);
      assert.equal(taken.filter((status) => status === "duplicate").length, 99);
    });

    it("answers 409 to another text under the same version", async () => {
      const article = anArticle();
      await post(signed(article));
      const { status, body } = await post(signed({ ...article, body: "Quite another text." }));
      assert.equal(status, 409);
      assert.match(body.detail, /higher version/);
    });

    it("answers 401 to a forged body, a wrong secret and a missing signature", async () => {
      const delivery = signed(anArticle());
      const forged = { ...delivery, body: String(delivery.body).replace("19", "29") };
      assert.equal((await post(forged)).status, 401);
      const other = signed(anArticle(), { secret: `whsec_${Buffer.alloc(32, 7).toString("base64")}` });
      assert.equal((await post(other)).status, 401);
      const { status, body } = await post({ ...delivery, headers: { "content-type": "application/json" } });
      assert.equal(status, 401);
      assert.match(body.detail, /webhook-id is missing/);
    });

    it("answers 401 to a signature 301 seconds old and accepts one 295 seconds old", async () => {
      const aged = (seconds: number) => signed(anArticle(), { signedAt: new Date(Date.now() - seconds * 1000) });
      const { status, body } = await post(aged(301));
      assert.equal(status, 401);
      assert.match(body.detail, /30[12] s old/);
      assert.equal((await post(aged(295))).status, 202);
    });

    it("answers 400 to bad JSON, a __proto__ key and deep nesting", async () => {
      for (const text of ["{not json", '{"__proto__": {"admin": true}}', "[".repeat(100_000)]) {
        const { status, headers } = await post(signedBytes(text));
        assert.equal(status, 400);
        assert.match(headers.get("content-type") ?? "", /^application\/problem\+json/);
      }
    });

    it("answers 422 with a pointer to each field that is wrong", async () => {
      const { status, body } = await post(signed({ id: "", version: -1, headline: "A headline" }));
      assert.equal(status, 422);
      const { errors } = body;
      assert.deepEqual(errors.map(({ pointer }) => pointer).sort(), ["/data/body", "/data/id", "/data/version"]);
    });

    it("answers 404 to an unknown source and says how to add it", async () => {
      const { status, body } = await post(signed(anArticle()), "nowhere");
      assert.equal(status, 404);
      assert.match(body.detail, /An admin can add it with PUT \/v1\/sources\/nowhere/);
    });

    it("answers 413 to a body over the limit, even if only after inflating, and 415 to other formats", async () => {
      const large = signed(anArticle({ body: "x".repeat(6 * 1024 * 1024) }));
      assert.equal((await post(large)).status, 413);
      const headers = new Headers(large.headers);
      headers.set("content-encoding", "gzip");
      assert.equal((await post({ ...large, headers, body: gzipSync(String(large.body)) })).status, 413);
      headers.delete("content-encoding");
      headers.set("content-type", "text/xml");
      assert.equal((await post({ ...signed(anArticle()), headers })).status, 415);
    });

    it("stores NULs and lone surrogates without harm", async () => {
      const { body } = await post(signed(anArticle({ headline: "A \u0000 and \ud800 headline" })));
      const { status } = await tagsOf(body.articleId);
      assert.equal(status, 200);
    });

    it("withdraws an article that the CMS unpublishes, and brings it back when it is republished", async () => {
      const article = anArticle();
      const { body } = await post(signed(article));
      const id = body.articleId;
      await tagsOf(id);
      await post(signed({ id: article.id, version: 1 }, { type: "article.unpublished" }));
      assert.equal((await tagsOf(id)).status, 410);
      await post(signed(article));
      assert.equal((await tagsOf(id)).status, 200);
    });
  });

  describe("listing articles", () => {
    it("filters by topic, newest first, and pages with a Link", async () => {
      const posted = [];
      for (const day of ["11", "12", "13"]) {
        const { body } = await post(signed(anArticle({ publishedAt: `2030-01-${day}T08:00:00Z`, section: "paging" })));
        await tagsOf(body.articleId);
        posted.unshift(body.articleId);
      }
      const listed = [];
      for await (const { articles } of pagesOf(get, "/v1/articles?topic=labor&section=paging&limit=2")) {
        listed.push(...articles.map((article) => article.articleId));
      }
      assert.deepEqual(listed, posted);
    });

    it("refuses a cursor that it did not issue", async () => {
      assert.equal((await get("/v1/articles?cursor=bm90IGEgY3Vyc29y")).status, 400);
    });
  });

  describe("the rest of the API", () => {
    it("classifies a text without storing it", async () => {
      const { headline, body: text } = anArticle();
      const { status, body } = await get("/v1/classify", {
        method: "POST",
        headers: { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" },
        body: JSON.stringify({ headline, body: text }),
      });
      assert.equal(status, 200);
      assert.equal(body.tags.length, 3);
      assert.deepEqual(Object.keys(body.confidences), ["immigration", "enforcement", "labor"]);
    });

    it("lists three topics, defines each, and answers 404 to another", async () => {
      const { body } = await get("/v1/topics");
      assert.equal(body.topics.length, 3);
      const labor = (await get("/v1/topics/labor")).body;
      assert.match(labor.definition, /unions/);
      assert.equal((await get("/v1/topics/sports")).status, 404);
    });

    it("reports that it is live and ready", async () => {
      assert.equal((await get("/livez", {})).body.status, "ok");
      const { status, body } = await get("/readyz", {});
      assert.equal(status, 200);
      assert.equal(body.status, "ok");
    });
  });

  it("finds the desk's URL in what the service prints when it is ready", async () => {
    await service.child.waitFor(new RegExp(`${service.url}/desk/`));
  });

  it("exits before creating anything when its port is taken, since secrets are shown only once", async () => {
    const dataDir = join(temporaryDirectory(), "data");
    const second = startEntry("src/main.js", { DATA_DIR: dataDir, PORT: new URL(service.url).port });
    assert.equal(await second.exited, 1);
    assert.match(second.output(), /^Port \d+ on 127\.0\.0\.1 is taken; set PORT to another one$/m);
    assert.ok(!existsSync(dataDir));
  });
});
