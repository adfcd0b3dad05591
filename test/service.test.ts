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
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });

  after(() => service.child.end("SIGTERM"));

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

  describe("serving tags", () => {
    it("gives each tag evidence that quotes the served text", async () => {
      const { body: taken } = await post(signed(anArticle()));
      const { status, body } = await tagsOf(taken.articleId, "wait=20&include=all");
      assert.equal(status, 200);
      assert.equal(body.outcome, "tagged");
      const { tags, text } = body;
      assert.deepEqual(tags.map(({ topic }) => topic).sort(), ["enforcement", "immigration", "labor"]);
      for (const tag of tags) {
        assert.ok(tag.evidence.length > 0, `${tag.topic} has evidence`);
        for (const { field, start, end, quote } of tag.evidence) assert.equal(text[field].slice(start, end), quote);
      }
    });

    it("gives each sentence its tone, and says how much of it is quoted", async () => {
      const body = `${anArticle().body}\n\n“We are proud of this wonderful agreement,” she said.`;
      const { body: taken } = await post(signed(anArticle({ body })));
      const { text, sentiment } = (await tagsOf(taken.articleId, "wait=20&include=text,sentences")).body;
      const { sentences = [] } = sentiment;
      assert.ok(sentences.length > 5, `only ${sentences.length}`);
      const quotes = sentences.map(({ start, end }) => text.body.slice(start, end));
      const squeezed = (given: string) => given.replaceAll(/\s/g, "");
      assert.equal(squeezed(quotes.join("")), squeezed(text.body));
      const last = sentences.at(-1);
      assert.ok(last && last.score > 0.1 && last.quoted > 0.5 && last.quoted < 1, JSON.stringify(last));
      assert.ok(!("evidence" in sentiment));
    });

    it("leaves out evidence, near misses, confidences, sentences and text unless asked for them", async () => {
      const { body: taken } = await post(signed(anArticle()));
      const { body } = await tagsOf(taken.articleId);
      assert.deepEqual(
        ["nearMisses", "confidences", "text"].filter((part) => part in body),
        [],
      );
      const [tag] = body.tags;
      assert.ok(tag && !("evidence" in tag));
      assert.deepEqual(Object.keys(body.sentiment), ["tone", "headline"]);
    });

    it("answers 304 to its own ETag, but not for another representation", async () => {
      const { body: taken } = await post(signed(anArticle()));
      const path = `/v1/articles/${taken.articleId}/tags`;
      const { headers } = await get(`${path}?wait=20`);
      const etag = headers.get("etag") ?? "";
      const conditional = { headers: { authorization: `Bearer ${API_KEY}`, "if-none-match": etag } };
      assert.equal((await get(path, conditional)).status, 304);
      assert.equal((await get(`${path}?include=evidence`, conditional)).status, 200);
    });

    it("finds an article by its URL, and serves it in another format", async () => {
      const article = anArticle({ url: "https://news.example/2030/found-by-its-address" });
      const { body: taken } = await post(signed(article));
      const query = "url=www.news.example/2030/found-by-its-address/?utm_source=mail";
      const { status, body } = await get(`/v1/tags?${query}&wait=20`);
      assert.deepEqual([status, body.articleId], [200, taken.articleId]);
      const { headers } = await get(`/v1/tags?${query}&format=schema.org`);
      assert.match(headers.get("content-type") ?? "", /^application\/ld\+json/);
    });

    it("shows the highest version, in whatever order versions arrive", async () => {
      const article = anArticle();
      await post(signed({ ...article, version: 3 }));
      const { body } = await post(signed({ ...article, version: 2, body: "An older text about a bake sale in town." }));
      assert.equal(body.status, "superseded");
      assert.equal((await tagsOf(body.articleId)).body.version, 3);
    });

    it("gives the same bytes for the same text, apart from ids, links and times", async () => {
      const article = anArticle();
      const own = { articleId: "", externalId: "", taggedAt: "", links: {} };
      const seen = new Set<string>();
      for (const id of ["same-1", "same-2"]) {
        const { body: taken } = await post(signed({ ...article, id }));
        const { body } = await tagsOf(taken.articleId, "wait=20&include=all");
        seen.add(JSON.stringify({ ...body, ...own }));
      }
      assert.equal(seen.size, 1);
    });

    it("answers 404 to an unknown id, 401 without a key and 400 to an unknown parameter", async () => {
      assert.equal((await tagsOf("art_aaaaaaaaaaaaaaaaaaaaaaaaaa", "")).status, 404);
      assert.equal((await get("/v1/topics", {})).status, 401);
      const { status, body } = await get("/v1/articles?topics=labor");
      assert.equal(status, 400);
      assert.match(body.detail, /Unknown query parameter topics; this call takes topic,/);
    });

    it("refuses malformed ids and parameters without asking the database", async () => {
      assert.equal((await tagsOf("%00", "")).status, 404);
      assert.equal((await get("/v1/articles?source=%00")).status, 400);
      assert.match((await get("/v1/articles?limit=1&limit=2")).body.detail, /limit: must be given only once/);
      assert.match(
        (await tagsOf("art_aaaaaaaaaaaaaaaaaaaaaaaaaa", "include=all,x")).body.detail,
        /include: must be any of/,
      );
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

  it("exits before creating anything when its port is taken, since secrets are shown only once", async () => {
    const dataDir = join(temporaryDirectory(), "data");
    const second = startEntry("src/main.js", { DATA_DIR: dataDir, PORT: new URL(service.url).port });
    assert.equal(await second.exited, 1);
    assert.match(second.output(), /^Port \d+ on 127\.0\.0\.1 is taken; set PORT to another one$/m);
    assert.ok(!existsSync(dataDir));
  });
});
