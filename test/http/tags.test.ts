import assert from "node:assert/strict";
import { anArticle, fetchJson, signed, withKey } from "../support/deliveries.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";

describe("the embedded service, serving tags", () => {
  let service: Service;
  const post = (init: RequestInit) => fetchJson(`${service.url}/v1/webhooks/cms`, init);
  const get = (path: string, init: RequestInit = withKey) => fetchJson(`${service.url}${path}`, init);
  const tagsOf = (id: string, query = "wait=20") => get(`/v1/articles/${id}/tags?${query}`);

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });

  after(() => service?.child.end("SIGTERM"));

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
    for (const name of ["limit", "topic", "publishedAfter"]) {
      const { status, body } = await get(`/v1/articles?${name}=1&${name}=2`);
      assert.equal(status, 400);
      assert.equal(body.detail, `Query parameter ${name}: must be given only once`);
    }
    assert.match(
      (await tagsOf("art_aaaaaaaaaaaaaaaaaaaaaaaaaa", "include=all,x")).body.detail,
      /include: must be any of/,
    );
  });
});
