import assert from "node:assert/strict";
import { articleId } from "../../src/domain/article.js";
import { SETTINGS_KEY } from "../../src/domain/caller.js";
import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { MEASURES } from "../../src/domain/trend.js";
import { createTrends } from "../../src/http/trends.js";
import type { Database } from "../../src/storage/database.js";
import { createSaveEvent } from "../../src/storage/intake.js";
import { saveTaggings } from "../../src/storage/taggings.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { fetchJson } from "../support/deliveries.js";
import { serveRoutes } from "../support/routes.js";
import { aFailure, aReading } from "../support/taggings.js";

interface Point {
  start: string;
  n: number;
  value: number | null;
  low?: number | null;
  high?: number | null;
  modelVersions: string[];
}

interface Published {
  id: string;
  at: string;
  source?: string;
  section?: string;
  topic?: Topic;
  tone?: number;
  model?: string;
}

/** By week: two of labor among three, two weeks without any, then three of labor among five, one of them failed. */
const ARTICLES: readonly Published[] = [
  { id: "monday", at: "2026-11-02T00:00:00Z", topic: "labor", tone: 0.2 },
  { id: "sunday", at: "2026-11-08T23:59:59Z", topic: "labor", tone: -0.4, section: "=cmd" },
  { id: "other-topic", at: "2026-11-05T12:00:00Z", topic: "immigration", tone: 0.9 },
  { id: "next-monday", at: "2026-11-23T00:00:00Z", topic: "labor", tone: 0.6, source: "wire" },
  { id: "tuesday", at: "2026-11-24T10:00:00Z", topic: "labor", tone: 0.5 },
  { id: "new-model", at: "2026-11-24T11:00:00Z", topic: "labor", tone: 0.7, model: "model-2" },
  { id: "no-topic", at: "2026-11-24T12:00:00Z" },
];

async function save(db: Database, kind: "publish" | "withdraw", published: Published, version = 1, at = new Date()) {
  const { id: externalId, source = "cms", section = "national" } = published;
  const text = { headline: externalId, body: "", bodyFormat: "text" as const, publishedAt: new Date(published.at) };
  const article = { source, externalId, version, section, ...text };
  const delivery = { deliveryId: `${externalId}-${at.getTime()}`, webhookId: "", receivedAt: new Date() };
  const event = kind === "publish" ? { kind, article, at } : { kind, source, externalId, version, at };
  await createSaveEvent(db)(event, delivery);
}

async function publish(db: Database, published: Published, failed = false): Promise<void> {
  const { id, source = "cms", topic, tone = 0, model = "model-1" } = published;
  await save(db, "publish", published);
  const reading = aReading(topic ? { [topic]: "auto" } : {}, [], model);
  const tags = reading.tags.map((tag) => ({ ...tag, tone: { label: "neutral" as const, score: tone } }));
  const tagging = failed ? aFailure(model) : { ...reading, tags };
  const ref = { articleId: articleId(source, id), version: 1 };
  await saveTaggings(
    db,
    [{ ref, tagging, replaces: { version: null, modelVersion: null, decisionCount: 0 } }],
    new Date(),
  );
}

describe("trends", () => {
  const closing = closeAfterSuite();
  let url: string;
  let caller = SETTINGS_KEY;
  let db: Database;
  const get = (query: string, headers: Record<string, string> = {}) =>
    fetchJson<{ points: Point[]; detail: string }>(`${url}/v1/trends?${query}`, { headers });
  const points = async (query: string): Promise<Point[]> => {
    const { status, body } = await get(`topic=labor&${query}`);
    assert.equal(status, 200, JSON.stringify(body));
    return body.points;
  };
  const values = async (query: string) =>
    (await points(query)).map(({ start, n, value }) => [start.slice(0, 10), n, value]);

  before(async () => {
    db = (await openTestDatabase(closing)).db;
    for (const article of ARTICLES) await publish(db, article);
    await publish(db, { id: "failed", at: "2026-11-25T00:00:00Z" }, true);
    const withdrawn = { id: "withdrawn", at: "2026-11-25T00:00:00Z", topic: "labor" as const };
    await publish(db, withdrawn);
    await save(db, "withdraw", withdrawn);
    await save(db, "publish", { id: "pending", at: "2026-11-26T00:00:00Z" });
    url = await serveRoutes(closing, () => caller, createTrends({ db }));
  });
  beforeEach(() => {
    caller = SETTINGS_KEY;
  });

  it("count the articles of each week from Monday to Sunday, and include weeks without any", async () => {
    assert.deepEqual(await values("interval=week"), [
      ["2026-11-02", 2, 2],
      ["2026-11-09", 0, null],
      ["2026-11-16", 0, null],
      ["2026-11-23", 3, 3],
    ]);
    assert.deepEqual(await values("interval=month"), [["2026-11-01", 5, 5]]);
    assert.equal((await values("interval=day")).length, 24);
  });

  it("count zero, which is not a gap, where only articles of other topics were tagged", async () => {
    const window = "publishedAfter=2026-11-04T00:00:00Z&publishedBefore=2026-11-07T00:00:00Z";
    assert.deepEqual(await values(`interval=day&${window}`), [
      ["2026-11-04", 0, null],
      ["2026-11-05", 0, 0],
      ["2026-11-06", 0, null],
    ]);
  });

  it("give the share of all articles with a tagging, including failed but not withdrawn or pending ones", async () => {
    assert.deepEqual(await values("interval=week&measure=share"), [
      ["2026-11-02", 3, 2 / 3],
      ["2026-11-09", 0, null],
      ["2026-11-16", 0, null],
      ["2026-11-23", 5, 3 / 5],
    ]);
  });

  it("give the mean tone toward the topic with its confidence interval, and name the models behind it", async () => {
    const tones = await points("interval=week&measure=tone&publishedAfter=2026-11-16T00:00:00Z");
    assert.deepEqual(tones, [
      { start: "2026-11-16T00:00:00.000Z", n: 0, value: null, low: null, high: null, modelVersions: [] },
      // 0.6 ± 4.3027 · 0.1 / √3
      {
        start: "2026-11-23T00:00:00.000Z",
        n: 3,
        value: 0.6,
        low: 0.3516,
        high: 0.8484,
        modelVersions: ["model-1", "model-2"],
      },
    ]);
    const [alone] = await points("interval=day&measure=tone&source=wire");
    assert.deepEqual([alone?.n, alone?.value, alone?.low], [1, 0.6, null]);
  });

  it("cover the whole window that is asked for, excluding its end", async () => {
    for (const midnight of ["T00:00:00Z", ""]) {
      const window = `publishedAfter=2026-10-31${midnight}&publishedBefore=2026-11-03${midnight}`;
      assert.deepEqual(await values(`interval=day&${window}`), [
        ["2026-10-31", 0, null],
        ["2026-11-01", 0, null],
        ["2026-11-02", 1, 1],
      ]);
    }
    const { status, body } = await get("topic=labor&publishedAfter=1900-01-01T00:00:00Z");
    assert.equal(status, 400);
    assert.match(body.detail, /interval: .*publishedAfter and publishedBefore, or a longer interval/);
  });

  it("filter by section and source, and show a key bound to a source nothing else", async () => {
    assert.deepEqual(await values("interval=week&section=%3Dcmd"), [["2026-11-02", 1, 1]]);
    caller = { ...SETTINGS_KEY, scopes: ["read"], source: "wire" };
    assert.deepEqual(await values("interval=week"), [["2026-11-23", 1, 1]]);
    assert.deepEqual(await values("interval=week&measure=share"), [["2026-11-23", 1, 1]]);
    assert.deepEqual(await values("interval=week&source=cms"), []);
  });

  it("count an article again when it comes back under its old version", async () => {
    const withdrawn = { id: "withdrawn", at: "2026-11-25T00:00:00Z" };
    await save(db, "publish", withdrawn, 1, new Date(Date.now() + 1000));
    assert.deepEqual((await values("interval=week")).at(-1), ["2026-11-23", 4, 4]);
    await save(db, "withdraw", withdrawn, 1, new Date(Date.now() + 2000));
    assert.deepEqual((await values("interval=week")).at(-1), ["2026-11-23", 3, 3]);
  });

  it("come as CSV in which no text becomes a formula and negative numbers stay numbers", async () => {
    const query = "topic=labor&interval=week&measure=tone&section=%3Dcmd";
    const accepted = await get(query, { accept: "text/csv" });
    assert.match(accepted.headers.get("content-type") ?? "", /^text\/csv/);
    const [head, row] = accepted.text.split("\r\n");
    assert.equal(head, "start,n,value,low,high,modelVersions,topic,interval,measure,source,section,counted");
    const linked = await get(`${query}&format=csv`);
    assert.match(linked.headers.get("content-type") ?? "", /^text\/csv/);
    assert.equal(linked.text, accepted.text);
    const asJson = await get(`${query}&format=json`, { accept: "text/csv" });
    assert.match(asJson.headers.get("content-type") ?? "", /^application\/json/);
    assert.match(
      (await get("topic=labor&format=xlsx")).body.detail,
      /Query parameter format: must be one of json, csv/,
    );
    assert.ok(row?.startsWith("2026-11-02T00:00:00.000Z,1,-0.4,,,model-1,labor,week,tone,,'=cmd,"), row);
  });

  it("come as CSV with the numbers of the JSON, for each topic and each measure", async () => {
    await publish(db, { id: "arrest", at: "2026-12-01T08:00:00Z", topic: "enforcement", tone: -0.3 });
    for (const topic of TOPICS) {
      for (const measure of MEASURES) {
        const query = `topic=${topic}&measure=${measure}&interval=week`;
        const { body } = await get(query);
        assert.ok(
          body.points.some(({ value }) => value),
          `${query} has a number`,
        );
        const { text } = await get(`${query}&format=csv`);
        const rows = text.split("\r\n").slice(1, -1);
        assert.deepEqual(
          rows.map((row) => row.split(",").slice(0, 9)),
          body.points.map(({ start, n, value, low, high, modelVersions }) => [
            ...[start, n, value, low, high].map((cell) => String(cell ?? "")),
            modelVersions.join(" "),
            ...[topic, "week", measure],
          ]),
        );
      }
    }
  });

  it("refuse unknown and missing parameters, and a key without the scope read", async () => {
    assert.match((await get("topic=labor&period=week")).body.detail, /Unknown query parameter period/);
    assert.match((await get("interval=week")).body.detail, /Query parameter topic/);
    assert.equal((await get("topic=labor&interval=hour")).status, 400);
    caller = { ...SETTINGS_KEY, scopes: ["ingest"] };
    assert.equal((await get("topic=labor")).status, 403);
  });
});
