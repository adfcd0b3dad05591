import assert from "node:assert/strict";
import { fragmentText } from "../../models/text/fragment.js";
import { arcAdapter } from "../../src/intake/arc-adapter.js";
import {
  assertRefused,
  changed,
  fixture,
  itIsSound,
  itVerifies,
  read,
  readArticle,
  signAsStandard,
} from "../support/cms.js";

describe("the arc adapter", () => {
  itVerifies(arcAdapter, { sign: signAsStandard, body: fixture("arc/published"), oldS: 300 });

  it("takes a published story, its elements joined and its entities decoded", () => {
    const { body, ...article } = readArticle(arcAdapter, changed("arc/published"));
    assert.deepEqual(article, {
      source: "newsroom",
      externalId: "KQ3ZPX7T4NHFVDL5RWGY2OAB6E",
      version: Date.parse("2026-11-23T17:20:31.402Z"),
      url: undefined,
      headline: "Council weighs ban on hiring day laborers at curbs, despite state's warning",
      bodyFormat: "html",
      section: "Metro",
      language: "en",
      publishedAt: new Date("2026-11-23T12:00:00Z"),
      updatedAt: new Date("2026-11-23T17:20:30.118Z"),
    });
    assert.equal(
      fragmentText(body),
      [
        "The City Council will vote next month on whether to fine drivers who hire day laborers from the curb.",
        "A letter from the state",
        "The attorney general’s office warned that a similar ordinance was struck down in 2024 & cost its town $310,000 in fees.",
        "First offense: $150",
        "Second offense: $500",
        "“You cannot fine hunger,” said Father Anselm Ortiz.",
        "Supporters say that the corner has become dangerous since a van struck two men in June.",
      ].join("\n\n"),
    );
  });

  it("takes a bare story at the version of its last update, with its complete canonical URL", () => {
    const article = readArticle(arcAdapter, changed("arc/story"));
    assert.equal(article.version, Date.parse("2026-11-23T17:20:30.118Z"));
    assert.equal(article.url, "https://tribune.example/metro/2026/11/23/day-laborers-ordinance/");
  });

  it("takes a new publication as a higher version, and any withdrawal as a higher one still", () => {
    const published = readArticle(arcAdapter, changed("arc/published"));
    const edited = readArticle(arcAdapter, changed("arc/edited"));
    assert.ok(edited.version > published.version);
    for (const name of ["unpublished", "deleted"]) {
      const event = read(arcAdapter, changed(`arc/${name}`));
      assert.ok(event.kind === "withdraw" && event.version > edited.version);
      assert.equal(event.externalId, published.externalId);
      assert.equal(event.at.getTime(), event.version);
    }
  });

  it("ignores drafts and anything that is not about a story", () => {
    for (const body of [changed("arc/draft"), changed("arc/image"), { type: "gallery" }]) {
      assert.equal(read(arcAdapter, body).kind, "ignore");
    }
  });

  it("names each field that is missing or wrong", () => {
    assertRefused(arcAdapter, "arc/published", {
      "/type": "poem",
      "/operation": "burn",
      "/date": undefined,
      "/story": undefined,
      "/story_id": "",
      "/story/_id": "ANOTHER",
      "/story/headlines/basic": null,
      "/story/last_updated_date": 7,
      "/story/canonical_url": "tribune",
      "/story/content_elements": {},
      "/story/content_elements/0/content": ["a"],
      "/story/content_elements/1": "image",
      "/story/content_elements/4/items": undefined,
      "/story/content_elements/5/content_elements/0/type": 1,
    });
    assertRefused(arcAdapter, "arc/story", { "/content_elements/2/content": null, "/language": 3 });
  });

  const names = ["published", "edited", "unpublished", "deleted", "draft", "story", "image"];
  itIsSound(
    arcAdapter,
    names.map((name) => changed(`arc/${name}`)),
  );
});
