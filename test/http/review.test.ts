import assert from "node:assert/strict";
import { type CallAs, callAs, callWithNewKey } from "../support/admin.js";
import { sendDoubtful } from "../support/doubtful.js";
import { pagesOf } from "../support/pages.js";
import { type Service, startService, temporaryDirectory } from "../support/service.js";

/** The fields that these tests read from the answers to all calls. */
interface Answer {
  detail: string;
  tags: { topic: string; decision: string }[];
  articles: { articleId: string; etag: string; urgency: number }[];
  by: { name: string };
  expiresAt: string;
  claim: unknown;
}

describe("editors' decisions in the review queue", () => {
  let service: Service;
  let editor: CallAs<Answer>;
  let other: CallAs<Answer>;

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory() });
    [editor, other] = await Promise.all([
      callWithNewKey<Answer>(service.url, "Ana", "review"),
      callWithNewKey<Answer>(service.url, "Ben", "review"),
    ]);
  });
  after(() => service?.child.end("SIGKILL"));

  it("are asked for most uncertain first, but not on articles that another editor has claimed", async () => {
    await sendDoubtful(service.url, "town", ["labor", "enforcement", "clinic", "consulate"]);
    const queue = async (call: CallAs<Answer>) => (await call("GET", "/v1/review?limit=100")).body.articles;
    const articles = await queue(editor);
    assert.ok(articles.length > 0, "the model suggests some tags");
    const urgencies = articles.map(({ urgency }) => urgency);
    assert.deepEqual(
      urgencies,
      urgencies.toSorted((left, right) => right - left),
    );
    const paged = [];
    for await (const page of pagesOf((path) => editor("GET", path), "/v1/review?limit=1")) paged.push(...page.articles);
    assert.deepEqual(paged, articles);

    const [{ articleId: id, etag } = { articleId: "", etag: "" }] = articles;
    const claim = await editor("PUT", `/v1/review/${id}/claim`);
    assert.equal(claim.body.by.name, "Ana");
    assert.ok(Date.parse(claim.body.expiresAt) > Date.now());
    const taken = await other("PUT", `/v1/review/${id}/claim`);
    assert.equal(taken.status, 409);
    assert.match(taken.body.detail, /^Ana is at this article until/);
    assert.deepEqual(taken.body.claim, { by: claim.body.by, expiresAt: claim.body.expiresAt });
    assert.ok(!(await queue(other)).some((article) => article.articleId === id));
    assert.ok((await queue(editor)).some((article) => article.articleId === id));
    assert.equal((await editor("DELETE", `/v1/review/${id}/claim`)).status, 204);
    assert.ok((await queue(other)).some((article) => article.articleId === id));

    const { body } = await callAs<Answer>(service.url)("GET", `/v1/articles/${id}/tags`);
    const suggested = body.tags.filter(({ decision }) => decision === "suggested");
    const decisions = suggested.map(({ topic }) => ({ topic, action: "accept" }));
    const made = await other("PATCH", `/v1/articles/${id}/tags`, { decisions }, { "if-match": etag });
    assert.equal(made.status, 200, made.text);
    assert.ok(!(await queue(other)).some((article) => article.articleId === id), "it is decided");
  });
});
