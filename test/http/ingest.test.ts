import assert from "node:assert/strict";
import { articleId } from "../../src/domain/article.js";
import type { TaggingJob } from "../../src/queue/tagging-queue.js";
import { callAs } from "../support/admin.js";
import { openTestApi } from "../support/api.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { type ArticleData, anArticle, fetchJson, signed } from "../support/deliveries.js";
import { API_KEY } from "../support/service.js";

interface LineAnswer {
  line: number;
  articleId: string;
  version: number;
  status: string;
  problem: { status: number; detail: string; errors?: { pointer: string }[] };
}

/** Returns an article like the data of a webhook, with its source. */
const anEntry = (changes: Partial<ArticleData> = {}) => ({ source: "cms", ...anArticle(changes) });

describe("articles sent with a key", () => {
  const closing = closeAfterSuite();
  let url: string;
  let enqueued: TaggingJob[];
  const postBatch = async (sent: readonly (string | object)[], key = API_KEY) => {
    const { status, headers, text } = await fetchJson(`${url}/v1/articles/batch`, {
      method: "POST",
      headers: { authorization: `Bearer ${key}`, "content-type": "application/x-ndjson" },
      body: sent.map((line) => (typeof line === "string" ? line : JSON.stringify(line))).join("\n"),
    });
    const lines = headers.get("content-type")?.startsWith("application/x-ndjson") ? text.trim().split("\n") : [];
    return { status, answers: lines.map((line): LineAnswer => JSON.parse(line)), text };
  };
  const makeKey = async (body: object) => {
    const { status, body: made } = await callAs(url)("POST", "/v1/keys", { name: "archive", ...body });
    assert.equal(status, 201);
    return made.key;
  };

  before(async () => {
    ({ url, enqueued } = await openTestApi(closing, await openTestDatabase(closing)));
  });

  it("are answered like webhooks", async () => {
    const call = callAs(url, await makeKey({ scopes: ["ingest"] }));
    const entry = anEntry({ id: "with-key" });
    const { status, headers, text } = await call("POST", "/v1/articles", entry);
    assert.equal(status, 202, text);
    const { deliveryId, ...taken } = JSON.parse(text);
    assert.match(deliveryId, /^dlv_/);
    const id = articleId("cms", "with-key");
    assert.deepEqual(taken, { articleId: id, version: 1, status: "queued" });
    assert.equal(headers.get("location"), `/v1/articles/${id}/tags`);
    assert.equal(JSON.parse((await call("POST", "/v1/articles", entry)).text).status, "duplicate");
    assert.equal((await call("POST", "/v1/articles", { ...entry, body: "Another text." })).status, 409);
    const again = await call("POST", `/v1/articles/${id}/retag`);
    assert.equal(again.status, 202, again.text);
  });

  it("are refused with a pointer to the wrong field, such as an unknown source", async () => {
    const call = callAs(url);
    for (const [entry, pointer] of [
      [{ ...anEntry(), version: -1 }, "/version"],
      [{ ...anEntry(), source: "nowhere" }, "/source"],
    ] as const) {
      const { status, body } = await call("POST", "/v1/articles", entry);
      assert.equal(status, 422);
      assert.deepEqual(
        body.errors.map((fault) => fault.pointer),
        [pointer],
      );
    }
  });

  it("may have null for optional fields, as exports of tables do, but not for required ones", async () => {
    const call = callAs(url);
    const none = { url: null, headline: null, section: null, language: null, publishedAt: null, updatedAt: null };
    const bare = { source: "cms", id: "with-nulls", version: 1, body: "Dock workers walked out over pay." };
    const { status, text } = await call("POST", "/v1/articles", { ...bare, ...none, bodyFormat: null });
    assert.equal(status, 202, text);
    const { answers } = await postBatch([{ ...bare, ...none }, bare]);
    assert.deepEqual(
      answers.map(({ status }) => status),
      ["duplicate", "duplicate"],
    );
    const webhook = signed({ ...bare, ...none });
    assert.equal((await fetch(`${url}/v1/webhooks/cms`, { method: "POST", ...webhook })).status, 202);
    const { body } = await call("POST", "/v1/articles", { source: "cms", id: null, version: null, body: null });
    assert.deepEqual(body.errors, [
      { detail: "must be a string", pointer: "/id" },
      { detail: "must be a whole number", pointer: "/version" },
      { detail: "must be a string", pointer: "/body" },
    ]);
  });

  it("must be of the source that their key is bound to, in a batch too", async () => {
    await callAs(url)("PUT", "/v1/sources/archive", { adapter: "standard" });
    const key = await makeKey({ scopes: ["ingest"], source: "archive" });
    assert.equal((await callAs(url, key)("POST", "/v1/articles", anEntry())).status, 403);
    const { answers } = await postBatch([anEntry(), { ...anEntry({ id: "bound" }), source: "archive" }], key);
    assert.deepEqual(
      answers.map(({ status }) => status),
      ["refused", "queued"],
    );
    assert.equal(answers[0]?.problem.status, 403);
    const other = articleId("cms", "with-key");
    assert.equal((await callAs(url, key)("POST", `/v1/articles/${other}/retag`)).status, 404);
  });

  it("are answered line by line in a batch, and a bad line stops no other", async () => {
    const entry = anEntry({ id: "in-batch" });
    const lines = [entry, "", "{", { ...anEntry(), version: "x" }, entry, { ...entry, body: "Another." }, anEntry()];
    const { status, answers } = await postBatch(lines);
    assert.equal(status, 202);
    assert.deepEqual(
      answers.map(({ line, status, problem }) => [line, status, problem?.status]),
      [
        [1, "queued", undefined],
        [3, "refused", 400],
        [4, "refused", 422],
        [5, "duplicate", undefined],
        [6, "refused", 409],
        [7, "queued", undefined],
      ],
    );
    assert.equal(answers[2]?.problem.errors?.[0]?.pointer, "/version");
  });

  it("are queued again, ahead of the backfill, when the CMS sends one that waits in it", async () => {
    const article = anArticle({ id: "in-both" });
    const send = async () => {
      const { status, body } = await fetchJson(`${url}/v1/webhooks/cms`, signed(article));
      return [status, body.status];
    };
    await postBatch([{ source: "cms", ...article }]);
    assert.deepEqual(
      [await send(), await send()],
      [
        [202, "queued"],
        [202, "duplicate"],
      ],
    );
    const jobs = enqueued.filter((job) => job.articleId === articleId("cms", "in-both"));
    assert.deepEqual(
      jobs.map(({ backfill = false }) => backfill),
      [true, false],
    );
  });

  it("are refused with a 415 when they declare a charset other than UTF-8", async () => {
    const post = (type: string) => {
      const headers = { authorization: `Bearer ${API_KEY}`, "content-type": type };
      return fetch(`${url}/v1/articles/batch`, { method: "POST", headers, body: JSON.stringify(anEntry()) });
    };
    assert.equal((await post("application/x-ndjson; charset=utf-16")).status, 415);
    assert.equal((await post("application/x-ndjson; charset=utf-8")).status, 202);
  });

  it("are refused together beyond 1,000 lines or 10 MB, with the advice to split the batch", async () => {
    const many = await postBatch(Array.from({ length: 1_001 }, (_, index) => anEntry({ id: `many-${index}` })));
    assert.equal(many.status, 413);
    assert.match(many.text, /at most 1000 lines, and this one has 1001; split it into several/);
    const large = await postBatch([anEntry({ body: "x".repeat(11_000_000) })]);
    assert.equal(large.status, 413);
    assert.match(large.text, /split it into several/);
  });
});
