import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import { setTimeout as sleep } from "node:timers/promises";
import type { Caller } from "../../src/domain/caller.js";
import { createLookup } from "../../src/http/lookup.js";
import { createBodyLimit } from "../../src/http/read-body.js";
import { createTags } from "../../src/http/tags.js";
import { prepareFindTagging } from "../../src/storage/taggings.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { fetchJson } from "../support/deliveries.js";
import { serveRoutes } from "../support/routes.js";
import { openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

const READER: Caller = { keyId: "key_1", keyName: "Site", scopes: ["read"], source: null, requestsPerMinute: null };

/** The fields that these tests read from the answers to all calls. */
interface Answer {
  articleId: string;
  detail: string;
  tags: { topic: string }[];
  about: { termCode: string }[];
  errors: { pointer: string }[];
  results: { status: number; etag?: string; document?: Answer; problem?: { status: number; detail: string } }[];
}

describe("looking up an article's tags", () => {
  const closing = closeAfterSuite();
  let url: string;
  let store: ReturnType<typeof openStore>;
  let caller = READER;
  const stopping = new AbortController();

  before(async () => {
    const { db } = await openTestDatabase(closing);
    store = openStore(db);
    const findTagging = prepareFindTagging(db);
    const parts = { db, findTagging, stopping: stopping.signal, bodyLimit: createBodyLimit(100_000) };
    url = await serveRoutes(closing, () => caller, createTags(parts), createLookup(parts));
  });
  afterEach(() => {
    caller = READER;
  });

  const call = (path: string, init: RequestInit = {}) => fetchJson<Answer>(`${url}${path}`, init);
  const lookUp = (articles: unknown, query = "") =>
    call(`/v1/tags/lookup${query}`, {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ articles }),
    });
  const aUrl = () => `https://www.news.example/${randomUUID()}`;
  const byUrl = (value: string, more = "") => call(`/v1/tags?url=${encodeURIComponent(value)}${more}`);

  it("returns the same document by our id, the CMS's id and any form of the URL", async () => {
    const address = aUrl();
    const { articleId, externalId } = await store.saveTagged(aReading({ labor: "auto" }), { url: address });
    const byId = await call(`/v1/articles/${articleId}/tags?include=evidence`);
    assert.equal(byId.status, 200);
    const others = [
      await call(`/v1/tags?source=cms&externalId=${externalId}&include=evidence`),
      await byUrl(address, "&include=evidence"),
      await byUrl(`${address.replace("https://www.", "http://m.")}/amp/?utm_source=mail#top`, "&include=evidence"),
    ];
    for (const { status, text, headers } of others) {
      assert.deepEqual([status, text, headers.get("etag")], [200, byId.text, byId.headers.get("etag")]);
      assert.equal(headers.get("content-location"), `/v1/articles/${articleId}/tags`);
    }
  });

  it("picks the most recently changed of several articles with one URL, a withdrawn one last", async () => {
    const address = aUrl();
    const older = await store.saveTagged(aReading({ labor: "auto" }), { url: address });
    await store.saveTagged(aReading({}), { url: `${address}?gclid=1` });
    await store.saveTagged(aReading({ immigration: "auto" }), { ...older, version: 2 });
    assert.equal((await byUrl(address)).body.articleId, older.articleId);
    await store.withdraw({ ...older, version: 2 });
    const left = await byUrl(address);
    assert.deepEqual([left.status, left.body.tags], [200, []]);
  });

  it("follows an article to its new URL", async () => {
    const [before, after] = [aUrl(), aUrl()];
    const article = await store.saveTagged(aReading({}), { url: before });
    await store.saveTagged(aReading({}), { ...article, url: after, version: 2 });
    assert.equal((await byUrl(before)).status, 404);
    assert.equal((await byUrl(after)).body.articleId, article.articleId);
  });

  it("is refused unless the article is named in exactly one way, and completely", async () => {
    for (const query of ["", "source=cms", "externalId=1", "url=https%3A%2F%2Fa.example&source=cms&externalId=1"]) {
      const { status, body } = await call(`/v1/tags?${query}`);
      assert.deepEqual(
        [status, body.detail],
        [400, "Name the article by url alone, or by source and externalId together"],
      );
    }
    const { status, body } = await call("/v1/tags?url=ftp%3A%2F%2Fa.example");
    assert.deepEqual([status, body.detail], [400, "Query parameter url: must be an http or https URL"]);
  });

  it("says, by URL or CMS id, that an article is unknown, pending or withdrawn, and waits when asked", async () => {
    assert.equal((await byUrl(aUrl())).status, 404);
    const unknown = await call("/v1/tags?source=cms&externalId=wp-0");
    assert.deepEqual([unknown.status, unknown.body.detail], [404, "There is no article wp-0 of the source cms"]);
    const address = aUrl();
    const article = await store.save({ url: address });
    const pending = await byUrl(address);
    assert.deepEqual([pending.status, pending.headers.get("retry-after")], [202, "1"]);
    const [waited] = await Promise.all([byUrl(address, "&wait=10"), store.tag(article.articleId, aReading({}))]);
    assert.equal(waited.status, 200);
    await store.withdraw(article);
    assert.equal((await byUrl(address)).status, 410);
    assert.equal((await call(`/v1/tags?source=cms&externalId=${article.externalId}`)).status, 410);
  });

  it("shows a key bound to one source nothing of another, even at the same URL", async () => {
    const address = aUrl();
    const wire = await store.saveTagged(aReading({}), { source: "wire", url: address });
    const ours = await store.saveTagged(aReading({}), { url: address });
    caller = { ...READER, source: "wire" };
    assert.equal((await byUrl(address)).body.articleId, wire.articleId);
    assert.equal((await call(`/v1/tags?source=cms&externalId=${ours.externalId}`)).status, 404);
    const { body } = await lookUp([{ url: address }, { articleId: ours.articleId }, { articleId: wire.articleId }]);
    assert.deepEqual(
      body.results.map(({ status, document }) => [status, document?.articleId]),
      [
        [200, wire.articleId],
        [404, undefined],
        [200, wire.articleId],
      ],
    );
  });

  it("answers many at once in order, each with its own status", async () => {
    const address = aUrl();
    const tagged = await store.saveTagged(aReading({ labor: "auto" }), { url: address });
    const pending = await store.save();
    const withdrawn = await store.saveTagged(aReading({}));
    await store.withdraw(withdrawn);
    const { status, body } = await lookUp([
      { source: "cms", externalId: pending.externalId },
      { url: `${address}#x` },
      { articleId: "\u0000\ud800" },
      { articleId: withdrawn.articleId },
      { articleId: tagged.articleId },
      { url: aUrl() },
    ]);
    assert.equal(status, 200);
    assert.deepEqual(
      body.results.map(({ status }) => status),
      [202, 200, 404, 410, 200, 404],
    );
    const [first, second, third, , fifth] = body.results;
    assert.match(first?.document?.detail ?? "", /not been tagged yet/);
    assert.equal(third?.problem?.status, 404);
    assert.match(third?.problem?.detail ?? "", /no article with this id/);
    const alone = await call(`/v1/articles/${tagged.articleId}/tags`);
    assert.deepEqual(
      [second, fifth],
      Array(2).fill({ status: 200, etag: alone.headers.get("etag"), document: alone.body }),
    );
  });

  it("points to the wrong entries of a list, and takes no more than a hundred", async () => {
    const wrong = await lookUp([{ articleId: "x" }, { url: "ftp://a.example" }, { source: "cms" }]);
    assert.equal(wrong.status, 422);
    assert.deepEqual(
      wrong.body.errors.map(({ pointer }) => pointer),
      ["/articles/1", "/articles/2"],
    );
    assert.equal((await lookUp([])).status, 422);
    assert.equal((await lookUp(Array(101).fill({ articleId: "x" }))).status, 422);
    assert.equal((await lookUp(Array(100).fill({ articleId: "x" }))).status, 200);
  });

  it("gives each format its media type and its own entity tag, by id and by URL", async () => {
    const address = aUrl();
    const { articleId } = await store.saveTagged(aReading({ labor: "auto" }), { url: address });
    const etags = new Set<string | null>();
    for (const format of ["", "ninjs-3.1", "ninjs-1.6", "ans", "schema.org"]) {
      const query = format && `format=${format}`;
      const { headers, text } = await call(`/v1/articles/${articleId}/tags?${query}`);
      const type = format === "schema.org" ? "application/ld+json" : "application/json";
      assert.equal(headers.get("content-type"), `${type}; charset=utf-8`);
      assert.equal((await byUrl(address, query && `&${query}`)).text, text);
      const etag = headers.get("etag") ?? "";
      const again = await call(`/v1/articles/${articleId}/tags?${query}`, { headers: { "if-none-match": etag } });
      assert.equal(again.status, 304);
      etags.add(etag);
    }
    assert.equal(etags.size, 5);
    const { body } = await lookUp([{ articleId }], "?format=schema.org");
    assert.deepEqual(
      body.results[0]?.document?.about.map(({ termCode }) => termCode),
      ["medtop:09000000"],
    );
    const unknown = await call(`/v1/articles/${articleId}/tags?format=newsml`);
    assert.match(unknown.body.detail, /format: must be one of ninjs-3.1, ninjs-1.6, ans, schema.org/);
  });

  it("gives a format a new entity tag when a withdrawn article comes back with other dates", async () => {
    const published = { publishedAt: new Date("2026-11-24T08:55:00Z"), updatedAt: new Date("2026-11-24T09:00:00Z") };
    const article = await store.saveTagged(aReading({ labor: "auto" }), published);
    const path = `/v1/articles/${article.articleId}/tags?format=schema.org`;
    const etag = (await call(path)).headers.get("etag") ?? "";
    await store.withdraw(article);
    const later = new Date(Date.now() + 2_000);
    await store.save({ ...article, updatedAt: new Date("2026-11-25T10:00:00Z") }, later);
    const { status, text } = await call(path, { headers: { "if-none-match": etag } });
    assert.equal(status, 200);
    assert.match(text, /"dateModified":"2026-11-25T10:00:00.000Z"/);
  });

  it("waits for the last of many when asked, but not once the process is ending", async () => {
    const [first, second] = [await store.save(), await store.save()];
    const waiting = lookUp([{ articleId: first.articleId }, { articleId: second.articleId }], "?wait=20");
    await store.tag(first.articleId, aReading({}));
    await sleep(150);
    await store.tag(second.articleId, aReading({}));
    const { body } = await waiting;
    assert.deepEqual(
      body.results.map(({ status }) => status),
      [200, 200],
    );
    const third = await store.save();
    const cut = lookUp([{ articleId: third.articleId }], "?wait=20");
    await sleep(50);
    stopping.abort();
    assert.equal((await cut).body.results[0]?.status, 202);
  });
});
