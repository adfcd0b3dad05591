import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { readOverrides } from "../../models/topics/overrides.js";
import { articleId } from "../../src/domain/article.js";
import { type CallAs, callAs, callWithNewKey } from "../support/admin.js";
import { type ArticleData, anArticle, fetchJson, signed } from "../support/deliveries.js";
import { type Service, startService, temporaryDirectory } from "../support/service.js";

interface Tag {
  topic: string;
  decision: string;
  origin: string;
}

interface Logged {
  topic: string;
  action: string;
  note: string | null;
  by: { name: string };
}

/** The fields that these tests read from the answers to all calls. */
interface Answer {
  articleId: string;
  status: number;
  detail: string;
  errors: { pointer: string; detail: string }[];
  tags: Tag[];
  rejected: Tag[];
  text: { body: string };
  revisions: { version: number }[];
  taggings: { version: number }[];
  overrides: Logged[];
  results: { articleId: string; status: number; tags?: Tag[]; problem?: { detail: string } }[];
  editors: Record<"auto" | "suggested", { accepted: number; rejected: number; precision: number | null }> & {
    added: number;
  };
}

type Call = CallAs<Answer>;

describe("editors' decisions over HTTP", () => {
  let service: Service;
  let dataDir: string;
  let editor: Call;
  let other: Call;
  let reader: Call;

  before(async () => {
    dataDir = temporaryDirectory();
    service = await startService({ DATA_DIR: dataDir });
    [editor, other, reader] = await Promise.all([
      callWithNewKey<Answer>(service.url, "Ana", "review"),
      callWithNewKey<Answer>(service.url, "Ben", "review"),
      callWithNewKey<Answer>(service.url, "Site", "read"),
    ]);
  });
  after(() => service?.child.end("SIGKILL"));

  /** Sends an article and waits for its tags. */
  async function tagged(
    changes: Partial<ArticleData> = {},
  ): Promise<{ id: string; etag: string; article: ArticleData }> {
    const article = anArticle(changes);
    const sent = await fetchJson(`${service.url}/v1/webhooks/cms`, signed(article));
    assert.equal(sent.status, 202, sent.body.detail);
    const id = articleId("cms", article.id);
    const answer = await reader("GET", `/v1/articles/${id}/tags?wait=30`);
    assert.equal(answer.status, 200);
    return { id, etag: answer.headers.get("etag") ?? "", article };
  }

  const decide = (call: Call, id: string, etag: string, decisions: unknown, query = "") =>
    call("PATCH", `/v1/articles/${id}/tags${query}`, { decisions }, etag ? { "if-match": etag } : {});
  const describe = (tags: Tag[] = []) => tags.map(({ topic, decision, origin }) => `${topic} ${decision} ${origin}`);

  it("outlast a new revision, and are listed in the history with who made them and why", async () => {
    const { id, etag, article } = await tagged();
    const decisions = [
      { topic: "immigration", action: "accept", note: null },
      { topic: "labor", action: "reject", note: "Only in passing" },
    ];
    const decided = await decide(editor, id, etag, decisions, "?include=rejected");
    assert.equal(decided.status, 200, decided.text);
    assert.ok(describe(decided.body.tags).includes("immigration accepted model"));
    assert.deepEqual(describe(decided.body.rejected), ["labor rejected model"]);
    assert.notEqual(decided.headers.get("etag"), etag);

    await tagged({ ...article, version: 2, body: `${article.body}\n\nThe strike goes on.` });
    const later = await reader("GET", `/v1/articles/${id}/tags`);
    assert.ok(describe(later.body.tags).includes("immigration accepted model"));
    assert.ok(!later.body.tags.some(({ topic }) => topic === "labor"));

    const { body } = await reader("GET", `/v1/articles/${id}/history`);
    assert.deepEqual(
      body.overrides.map(({ topic, action, note, by }) => [topic, action, note, by.name]),
      [
        ["labor", "reject", "Only in passing", "Ana"],
        ["immigration", "accept", null, "Ana"],
      ],
    );
    assert.deepEqual(
      body.revisions.map(({ version }) => version),
      [2, 1],
    );
    assert.deepEqual(
      body.taggings.map(({ version }) => version),
      [2, 1],
    );
  });

  it("are refused when made on an older state, and then change nothing", async () => {
    const { id, etag } = await tagged();
    assert.equal((await decide(editor, id, etag, [{ topic: "labor", action: "reject" }])).status, 200);
    const second = await decide(other, id, etag, [{ topic: "labor", action: "accept" }]);
    assert.equal(second.status, 412);
    assert.match(second.body.detail, /get its tags again/);
    assert.equal((await reader("GET", `/v1/articles/${id}/history`)).body.overrides.length, 1);
    const { headers } = await reader("GET", `/v1/articles/${id}/tags?include=all`);
    const again = await decide(other, id, headers.get("etag") ?? "", [{ topic: "labor", action: "clear" }]);
    assert.ok(again.body.tags.some(({ topic, origin }) => topic === "labor" && origin === "model"));
  });

  it("are refused when they are empty, impossible, without If-Match or without the review scope", async () => {
    const { id, etag } = await tagged({
      headline: "Bakery opens",
      body: "A bakery opened on Main Street. It sells bread and cake to its neighbours.",
    });
    const refused = async (decisions: unknown, status: number, detail: RegExp, pointer?: string) => {
      const answer = await decide(editor, id, etag, decisions);
      assert.equal(answer.status, status, answer.text);
      assert.match(answer.body.detail, detail);
      if (pointer) assert.equal(answer.body.errors[0]?.pointer, pointer);
    };
    await refused([], 422, /at least one/, "/decisions");
    await refused([{ topic: "sports", action: "add" }], 422, /one of immigration/, "/decisions/0/topic");
    await refused([{ topic: "labor", action: "delete" }], 422, /one of accept/, "/decisions/0/action");
    await refused([{ topic: "labor", action: "accept" }], 422, /only add is possible/, "/decisions/0/action");
    await refused([{ topic: "labor", action: "clear" }], 422, /no decision/, "/decisions/0/action");
    await refused(Array(2).fill({ topic: "labor", action: "add" }), 422, /each topic at most once/, "/decisions");
    const without = await decide(editor, id, "", [{ topic: "labor", action: "add" }]);
    assert.equal(without.status, 428);
    assert.match(without.body.detail, /If-Match/);
    assert.equal((await decide(reader, id, etag, [{ topic: "labor", action: "add" }])).status, 403);
    assert.equal(
      (await decide(editor, articleId("cms", "none"), etag, [{ topic: "labor", action: "add" }])).status,
      404,
    );
  });

  it("can be made on many articles at once, each with its own answer", async () => {
    const [first, second] = await Promise.all([tagged(), tagged()]);
    const decisions = [{ topic: "labor", action: "reject" }];
    const { status, body } = await editor("POST", "/v1/overrides", {
      articles: [
        { articleId: first.id, ifMatch: first.etag, decisions },
        { articleId: second.id, ifMatch: '"7.other.0.0."', decisions },
      ],
    });
    assert.equal(status, 200);
    assert.deepEqual(
      body.results.map((result) => [result.articleId, result.status]),
      [
        [first.id, 200],
        [second.id, 412],
      ],
    );
    assert.match(body.results[1]?.problem?.detail ?? "", /has changed/);
  });

  it("are exported as training data, with the text that they were made on", async () => {
    const { id, etag } = await tagged();
    await decide(editor, id, etag, [{ topic: "enforcement", action: "reject" }]);
    const { text } = await callAs(service.url)("GET", "/v1/overrides.ndjson");
    const file = join(dataDir, "overrides.ndjson");
    writeFileSync(file, text);
    const read = readOverrides(file);
    assert.ok(
      read.some(
        ({ topic, action, body }) => topic === "enforcement" && action === "reject" && body.includes("Millbrook"),
      ),
    );
    assert.equal((await reader("GET", "/v1/overrides.ndjson")).status, 403);
  });

  it("are counted by topic, to tell how many of the model's tags editors accept", async () => {
    const before = (await reader("GET", "/v1/topics/immigration")).body.editors;
    const [yes, no] = await Promise.all([tagged(), tagged()]);
    await decide(editor, yes.id, yes.etag, [{ topic: "immigration", action: "accept" }]);
    await decide(editor, no.id, no.etag, [{ topic: "immigration", action: "reject" }]);
    const { auto } = (await reader("GET", "/v1/topics/immigration")).body.editors;
    assert.deepEqual([auto.accepted, auto.rejected], [before.auto.accepted + 1, before.auto.rejected + 1]);
    assert.equal(auto.precision, auto.accepted / (auto.accepted + auto.rejected));
  });
});
