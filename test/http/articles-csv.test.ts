import assert from "node:assert/strict";
import { streamArticlesCsv } from "../../src/http/articles-csv.js";
import type { ListedArticle } from "../../src/storage/listing.js";

const START = Date.parse("2026-11-01T08:00:00Z");

const UNTAGGED = {
  source: "cms",
  version: 1,
  taggedVersion: null,
  headline: "",
  url: null,
  section: null,
  publishedAt: null,
  outcome: null,
  tone: null,
  tags: [],
};

describe("the list of articles as CSV", () => {
  it("breaks off when a page leads back to itself, as a misread time would make it", async () => {
    const same = { ...UNTAGGED, articleId: "art_1", externalId: "1" };
    const pages: number[] = [];
    const read = async (_after: unknown, count: number) => {
      pages.push(count);
      return Array.from({ length: count }, () => ({ ...same, listedAt: new Date(START) }));
    };
    const pieces = await streamArticlesCsv(read, undefined);
    await assert.rejects(async () => {
      for await (const _ of pieces) assert.ok(pages.length < 5, "it goes on");
    }, /leads from art_1 back to art_1/);
  });

  it("is complete, however long it is", async () => {
    const all = Array.from({ length: 1_001 }, (_, index): ListedArticle => {
      const listedAt = new Date(START - index);
      return { ...UNTAGGED, articleId: `art_${index}`, externalId: `${index}`, listedAt };
    });
    const read = async (after: { articleId: string } | undefined, count: number) => {
      const from = after ? all.findIndex(({ articleId }) => articleId === after.articleId) + 1 : 0;
      return all.slice(from, from + count);
    };
    let text = "";
    for await (const piece of await streamArticlesCsv(read, undefined)) text += piece;
    const ids = text
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[0]);
    assert.deepEqual(
      ids,
      all.map(({ articleId }) => articleId),
    );
  });
});
