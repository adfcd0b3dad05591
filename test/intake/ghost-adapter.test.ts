import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { fragmentText } from "../../models/text/fragment.js";
import { ghostAdapter } from "../../src/intake/ghost-adapter.js";
import {
  assertRefused,
  changed,
  fixture,
  itIsSound,
  itVerifies,
  NOW,
  read,
  readArticle,
  type SignAs,
} from "../support/cms.js";

const sign: SignAs = (secret, body, at) => ({
  "x-ghost-signature": `sha256=${createHmac("sha256", secret).update(`${body}${at.getTime()}`).digest("hex")}, t=${at.getTime()}`,
});

describe("the ghost adapter", () => {
  itVerifies(ghostAdapter, { sign, body: fixture("ghost/published"), oldS: 300 });

  it("takes a published post, each field from where Ghost puts it", () => {
    const { body, ...article } = readArticle(ghostAdapter, changed("ghost/published"));
    assert.deepEqual(article, {
      source: "newsroom",
      externalId: "6740f1d2ab34cd0001e5f601",
      version: Date.parse("2026-11-23T15:40:09Z"),
      url: "https://harborledger.example/deputies-clear-camp-port-truckers/",
      headline: "Deputies clear a camp of port truckers, and 11 are booked",
      bodyFormat: "html",
      section: "Courts & Policing",
      publishedAt: new Date("2026-11-23T14:15:00Z"),
      updatedAt: new Date("2026-11-23T15:40:09Z"),
    });
    const text = fragmentText(body);
    assert.match(text, /^Sheriff’s deputies .* trespassing\.\n\nThe drivers, .*\n\n“We asked for a contract/s);
    assert.doesNotMatch(text, /Photo:|Watch:/);
  });

  it("takes an edit as a higher version, and the canonical URL where there is one", () => {
    const edited = readArticle(ghostAdapter, changed("ghost/edited"));
    assert.ok(edited.version > readArticle(ghostAdapter, changed("ghost/published")).version);
    assert.equal(edited.url, "https://coastwire.example/2026/11/truckers");
  });

  it("keeps internal tags out of the section", () => {
    const body = changed("ghost/published", { "/post/current/primary_tag/visibility": "internal" });
    assert.equal(readArticle(ghostAdapter, body).section, undefined);
  });

  it("withdraws an unpublished post at the time of its update", () => {
    const at = new Date("2026-11-24T07:30:00Z");
    const externalId = "6740f1d2ab34cd0001e5f601";
    assert.deepEqual(read(ghostAdapter, changed("ghost/unpublished")), {
      kind: "withdraw",
      source: "newsroom",
      externalId,
      version: at.getTime(),
      at,
    });
  });

  it("withdraws a deleted post at its last version, dated by the delivery's signature", () => {
    const event = read(ghostAdapter, changed("ghost/deleted"));
    assert.ok(event.kind === "withdraw");
    assert.equal(event.version, Date.parse("2026-11-24T07:30:00Z"));
    assert.deepEqual(event.at, NOW);
  });

  it("ignores drafts, posts sent only by email, pages, members, tags and sites", () => {
    const sent = changed("ghost/draft", { "/post/current/status": "sent" });
    const bodies = [changed("ghost/draft"), sent, changed("ghost/page"), { member: {} }, { tag: {} }, { site: {} }];
    for (const body of bodies) assert.equal(read(ghostAdapter, body).kind, "ignore");
  });

  it("names each field that is missing or wrong", () => {
    assertRefused(ghostAdapter, "ghost/published", {
      "/post": undefined,
      "/post/current/id": 7,
      "/post/current/status": "archived",
      "/post/current/title": undefined,
      "/post/current/html": {},
      "/post/current/url": "/relative/",
      "/post/current/updated_at": "yesterday",
      "/post/current/published_at": 0,
    });
    assertRefused(ghostAdapter, "ghost/published", { "/post/current/status": undefined });
    assertRefused(ghostAdapter, "ghost/deleted", { "/post/previous/updated_at": undefined, "/post/previous/id": "" });
  });

  const names = ["published", "edited", "unpublished", "deleted", "draft", "page"];
  itIsSound(
    ghostAdapter,
    names.map((name) => changed(`ghost/${name}`)),
  );
});
