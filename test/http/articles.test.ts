import assert from "node:assert/strict";
import { sql } from "drizzle-orm";
import type { Caller } from "../../src/domain/caller.js";
import type { Decision } from "../../src/domain/override.js";
import { createArticles } from "../../src/http/articles.js";
import type { Database } from "../../src/storage/database.js";
import { saveDecisions } from "../../src/storage/overrides.js";
import { prepareFindTagging } from "../../src/storage/taggings.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { fetchJson } from "../support/deliveries.js";
import { nextOf } from "../support/pages.js";
import { serveRoutes } from "../support/routes.js";
import { openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

const READER: Caller = { keyId: "key_1", keyName: "Site", scopes: ["read"], source: null, requestsPerMinute: null };
const DAY = 86_400_000;
const START = Date.parse("2026-11-01T08:00:00Z");

/** The fields that these tests read from the answers to all calls. */
interface Answer {
  detail: string;
  articles: {
    articleId: string;
    externalId: string;
    version: number;
    taggedVersion: number | null;
    headline: string;
    publishedAt: string | null;
    tags: { topic: string }[];
  }[];
}

describe("the list of articles", () => {
  const closing = closeAfterSuite();
  let db: Database;
  let url: string;
  let store: ReturnType<typeof openStore>;

  before(async () => {
    db = (await openTestDatabase(closing)).db;
    store = openStore(db);
    url = await serveRoutes(closing, () => READER, createArticles({ db }));
    await store.saveTagged(aReading({ labor: "auto" }), {
      externalId: "strike",
      headline: "Dockers' strike enters its second week",
      section: "business",
      publishedAt: new Date(START),
    });
    await store.saveTagged(aReading({ labor: "suggested", immigration: "auto" }), {
      externalId: "raid",
      headline: "Border raid stops a strike",
      source: "wire",
      publishedAt: new Date(START + DAY),
    });
    const decided = await store.saveTagged(aReading({ enforcement: "suggested" }), {
      externalId: "trial",
      headline: "Trial of a union treasurer opens",
      publishedAt: new Date(START + 2 * DAY),
    });
    await decide(decided.articleId, [
      { topic: "enforcement", action: "accept" },
      { topic: "labor", action: "add" },
    ]);
  });

  async function decide(id: string, decisions: Decision[]) {
    const found = await prepareFindTagging(db)(id);
    assert.ok(found?.shown);
    const editor = { keyId: "key_2", keyName: "Ana", requestId: "request-1" };
    await saveDecisions(db, { ...found, shown: found.shown }, decisions, editor);
  }

  const get = (path: string, headers: Record<string, string> = {}) => fetchJson<Answer>(`${url}${path}`, { headers });
  const list = async (query: string) => {
    const { body } = await get(`/v1/articles?${query}`);
    return body.articles.map(({ externalId }) => externalId);
  };

  it("is narrowed by each of its filters, and by several together", async () => {
    const expected: Record<string, string[]> = {
      "": ["trial", "raid", "strike"],
      "topic=labor": ["trial", "raid", "strike"],
      "topic=labor&decision=added": ["trial"],
      "topic=labor&decision=suggested": ["raid"],
      "decision=accepted": ["trial"],
      "decision=auto": ["raid", "strike"],
      "tone=neutral": ["trial", "raid", "strike"],
      "tone=negative": [],
      "outcome=tagged&source=wire": ["raid"],
      "section=business": ["strike"],
      "publishedAfter=2026-11-02T08:00:00Z": ["trial", "raid"],
      "publishedBefore=2026-11-02T08:00:00Z": ["strike"],
      "publishedAfter=2026-11-02&publishedBefore=2026-11-03": ["raid"],
      "q=strikes&topic=labor&decision=auto&source=cms": ["strike"],
    };
    for (const [query, found] of Object.entries(expected)) assert.deepEqual(await list(query), found, query);
  });

  it("is searched by headline words in any of their forms, by phrases and by excluded words", async () => {
    assert.deepEqual(await list("q=STRIKING"), ["raid", "strike"]);
    assert.deepEqual(await list("q=docker+week"), ["strike"]);
    assert.deepEqual(await list("q=strike+-border"), ["strike"]);
    assert.deepEqual(await list("q=trial+or+raid"), ["trial", "raid"]);
    assert.deepEqual(await list(`q=${encodeURIComponent('"border raid"')}`), ["raid"]);
    assert.deepEqual(await list(`q=${encodeURIComponent(`'"(|&!:*\\ raid`)}`), ["raid"]);
    assert.deepEqual(await list("q=the"), []);
    assert.match((await get(`/v1/articles?q=${"x".repeat(501)}`)).body.detail, /Query parameter q/);
  });

  it("finds the newest matches among more articles than a search looks at one by one", async () => {
    // In parts: the embedded database blocks the server meanwhile, which closes connections quiet for five seconds.
    for (let first = 1; first < 20_500; first += 4_100) {
      await db.execute(sql`
        insert into beatline.articles (article_id, source, external_id, version, event_at, listed_at, changed_at, headline)
        select 'art_' || lpad(translate(n::text, '0189', 'wxyz'), 26, 'a'), 'many', n, 1, now(), now() + n * interval '1 day',
          now(), 'An omnibus headline' from generate_series(${first}::int, ${first + 4_099}::int) as n`);
    }
    assert.deepEqual(await list("q=omnibuses&limit=2"), ["20500", "20499"]);
    assert.deepEqual(await list("q=omnibuses&source=cms"), []);
    await db.execute(sql`delete from beatline.articles where source = 'many'`);
  });

  it("says which version its tags are of: the last that has a tagging, while an edit waits", async () => {
    const first = { externalId: "edited", section: "edited" };
    const shown = async () => {
      const [article] = (await get("/v1/articles?section=edited")).body.articles;
      return [article?.version, article?.taggedVersion, article?.tags.map(({ topic }) => topic)];
    };
    const { articleId } = await store.save(first);
    assert.deepEqual(await shown(), [1, null, []]);
    await store.tag(articleId, aReading({ labor: "auto" }));
    assert.deepEqual(await shown(), [1, 1, ["labor"]]);
    await store.save({ ...first, version: 2, headline: "Dockers go back to work" });
    assert.deepEqual(await shown(), [2, 1, ["labor"]]);
    const { text } = await get("/v1/articles?section=edited&topic=labor&format=csv");
    assert.match(text, /,edited,2,1,Dockers go back to work,/);
    await store.tag(articleId, aReading({}));
    assert.deepEqual(await shown(), [2, 2, []]);
  });

  it("is filtered by rejected tags until the decision is cleared, even while an edit waits", async () => {
    const [one, other] = [
      { externalId: "rejected-1", section: "rejected", publishedAt: new Date(START) },
      { externalId: "rejected-2", section: "rejected", publishedAt: new Date(START + DAY) },
    ];
    const { articleId } = await store.saveTagged(aReading({ labor: "auto", immigration: "auto" }), one);
    const { articleId: otherId } = await store.saveTagged(aReading({ enforcement: "suggested" }), other);
    assert.deepEqual(await list("decision=rejected"), []);
    await decide(articleId, [{ topic: "labor", action: "reject" }]);
    await decide(otherId, [{ topic: "enforcement", action: "reject" }]);
    assert.deepEqual(await list("decision=rejected"), ["rejected-2", "rejected-1"]);
    assert.deepEqual(await list("decision=rejected&topic=labor"), ["rejected-1"]);
    assert.deepEqual(await list("decision=rejected&topic=immigration"), []);
    const first = await get("/v1/articles?decision=rejected&limit=1");
    assert.deepEqual(
      (await get(nextOf(first.headers) ?? "")).body.articles.map(({ externalId }) => externalId),
      ["rejected-1"],
    );
    await store.save({ ...one, version: 2, headline: "Changed" });
    await decide(otherId, [{ topic: "enforcement", action: "clear" }]);
    assert.deepEqual(await list("decision=rejected"), ["rejected-1"]);
    await store.withdraw({ source: "cms", version: 2, ...one });
    assert.deepEqual(await list("decision=rejected"), []);
  });

  it("answers 304 while nothing in it changed", async () => {
    const { headers } = await get("/v1/articles?section=fresh");
    const known = { "if-none-match": headers.get("etag") ?? "" };
    assert.equal(headers.get("cache-control"), "private, no-cache");
    assert.equal((await get("/v1/articles?section=fresh", known)).status, 304);
    await store.save({ section: "fresh" });
    assert.equal((await get("/v1/articles?section=fresh", known)).status, 200);
  });

  it("comes as CSV by the format parameter or the Accept header, as one page or whole", async () => {
    await store.saveTagged(aReading({}), {
      externalId: "=1+1",
      headline: '=HYPERLINK("https://a.example","é")',
      section: "csv",
      publishedAt: new Date(START),
    });
    const { headers, text } = await get("/v1/articles?section=csv&format=csv");
    assert.equal(headers.get("content-type"), "text/csv; charset=utf-8");
    assert.equal(headers.get("content-disposition"), "attachment; filename=articles.csv");
    const [head, row, ...rest] = text.split("\r\n");
    assert.equal(
      head,
      "articleId,source,externalId,version,taggedVersion,headline,url,section,publishedAt,outcome,tone,immigration,immigrationConfidence,enforcement,enforcementConfidence,labor,laborConfidence",
    );
    assert.match(
      row ?? "",
      /^art_\w+,cms,'=1\+1,1,1,"'=HYPERLINK\(""https:\/\/a\.example"",""é""\)",,csv,2026-11-01T08:00:00\.000Z,noTopic,neutral,,,,,,$/,
    );
    assert.deepEqual(rest, [""]);
    const accepted = await get("/v1/articles?decision=accepted", { accept: "text/csv" });
    assert.match(accepted.text, /,trial,.*,accepted,0\.6,added,0\.2\r\n$/);
    assert.equal(accepted.headers.get("vary"), "Accept");
    const page = await get("/v1/articles?topic=labor&limit=1&format=csv");
    assert.equal(page.text.split("\r\n").length, 3);
    const next = await get(nextOf(page.headers) ?? "");
    assert.match(next.headers.get("content-type") ?? "", /csv/);
    assert.ok((await get("/v1/articles", { accept: "text/html, */*" })).headers.get("content-type")?.includes("json"));
  });
});
