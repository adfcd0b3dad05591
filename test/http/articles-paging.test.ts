import assert from "node:assert/strict";
import { SETTINGS_KEY } from "../../src/domain/caller.js";
import { createArticles } from "../../src/http/articles.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { fetchJson } from "../support/deliveries.js";
import { nextOf, pagesOf } from "../support/pages.js";
import { serveRoutes } from "../support/routes.js";
import { openStore } from "../support/stored-articles.js";
import { aReading } from "../support/taggings.js";

const DAY = 86_400_000;
const START = Date.parse("2026-11-01T08:00:00Z");

/** The fields that these tests read from the answers to all calls. */
interface Answer {
  articles: { externalId: string; publishedAt: string | null }[];
}

describe("a list of articles on several pages", () => {
  const closing = closeAfterSuite();
  let url: string;
  let store: ReturnType<typeof openStore>;

  before(async () => {
    const { db } = await openTestDatabase(closing);
    store = openStore(db);
    url = await serveRoutes(closing, () => SETTINGS_KEY, createArticles({ db }));
  });

  const get = (path: string) => fetchJson<Answer>(`${url}${path}`, {});

  it("is paged through without gaps or repeats while articles arrive and change", async () => {
    const there = await Promise.all(
      Array.from({ length: 30 }, (_, index) =>
        store.save({
          section: "paged",
          publishedAt: new Date(START - (index % 7) * DAY),
          externalId: `paged-${index}`,
        }),
      ),
    );
    let arrived = 0;
    const letArrive = async (count: number) => {
      for (const article of there.slice(arrived / 4, (arrived + count) / 4)) {
        await store.saveTagged(aReading({ labor: "auto" }), { ...article, version: 2, headline: "Changed" });
      }
      for (const until = arrived + count; arrived < until; arrived++) {
        const publishedAt = new Date(START + ((arrived % 21) - 10) * DAY);
        await store.save({ section: "paged", externalId: `late-${arrived}`, publishedAt });
      }
    };
    const seen: string[] = [];
    for await (const { articles } of pagesOf(get, "/v1/articles?section=paged&limit=4")) {
      seen.push(...articles.map(({ externalId }) => externalId));
      if (arrived < 100) await letArrive(20);
    }
    assert.equal(arrived, 100);
    assert.equal(new Set(seen).size, seen.length, "none comes twice");
    assert.deepEqual(
      there.map(({ externalId }) => externalId).filter((id) => !seen.includes(id)),
      [],
    );
  });

  it("keeps its filters in the link to the next page, even one with a question mark", async () => {
    const section = "what now?";
    for (const externalId of ["now-1", "now-2"]) await store.save({ externalId, section });
    const first = await get(`/v1/articles?limit=1&section=${section}&source=cms`);
    const next = new URL(nextOf(first.headers) ?? "", url).searchParams;
    assert.deepEqual([next.get("section"), next.get("source"), next.get("limit")], [section, "cms", "1"]);
  });

  it("sorts articles from the years 1 and 99 correctly and ends after them, also as CSV", async () => {
    const times = ["0001-01-01T00:00:00.000Z", "0099-12-31T23:59:59.999Z"];
    for (const time of times) {
      await store.saveTagged(aReading({ labor: "auto" }), {
        externalId: time,
        section: "old",
        publishedAt: new Date(time),
      });
    }
    const first = await get("/v1/articles?section=old&limit=1");
    const second = await get(nextOf(first.headers) ?? "");
    assert.equal(nextOf(second.headers), undefined);
    const shown = [...first.body.articles, ...second.body.articles];
    assert.deepEqual(
      shown.map(({ externalId, publishedAt }) => [externalId, publishedAt]),
      times.toReversed().map((time) => [time, time]),
    );
    const { text } = await get("/v1/articles?section=old&format=csv");
    assert.equal(text.trim().split("\r\n").length, 1 + times.length);
  });
});
