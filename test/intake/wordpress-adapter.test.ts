import assert from "node:assert/strict";
import { fragmentText } from "../../models/text/fragment.js";
import { wordpressAdapter } from "../../src/intake/wordpress-adapter.js";
import {
  assertRefused,
  changed,
  fixture,
  itIsSound,
  itVerifies,
  NOW,
  read,
  readArticle,
  signAsStandard,
} from "../support/cms.js";

describe("the wordpress adapter", () => {
  itVerifies(wordpressAdapter, { sign: signAsStandard, body: fixture("wordpress/published"), oldS: 300 });

  it("takes a published post, its entities decoded, each field from where the REST API puts it", () => {
    const { body, ...article } = readArticle(wordpressAdapter, changed("wordpress/published"));
    assert.deepEqual(article, {
      source: "newsroom",
      externalId: "4812",
      version: Date.parse("2026-11-23T16:02:17Z"),
      url: "https://valleycourier.example/2026/11/nurses-contract/",
      headline: "Nurses’ contract talks resume as “sick-out” spreads to a third ward & clinic",
      bodyFormat: "html",
      section: "Health & Work",
      language: "en",
      publishedAt: new Date("2026-11-23T14:30:00Z"),
      updatedAt: new Date("2026-11-23T16:02:17Z"),
    });
    const text = fragmentText(body);
    assert.match(text, /^Negotiators .* ward\.\n\nThe hospital says .*\n\n“We are not asking/s);
    assert.doesNotMatch(text, /Photo:|Live stream/);
  });

  it("takes an edit as a higher version, even without a language or category", () => {
    const bare = changed("wordpress/edited", { "/lang": undefined, "/_embedded": undefined });
    const edited = readArticle(wordpressAdapter, bare);
    assert.ok(edited.version > readArticle(wordpressAdapter, changed("wordpress/published")).version);
    assert.equal(edited.section, undefined);
  });

  it("takes a locale as the language that it names", () => {
    const { language } = readArticle(wordpressAdapter, changed("wordpress/published", { "/lang": "en_US" }));
    assert.equal(language, "en-US");
  });

  it("takes a post to which Polylang gives no language, and skips terms that the REST API cannot show", () => {
    const terms = [
      {
        code: "rest_no_route",
        message: "No route was found matching the URL and request method.",
        data: { status: 404 },
      },
      [{ id: 3, taxonomy: "category", name: "Health &amp; Work" }],
    ];
    const body = changed("wordpress/published", { "/lang": false, "/_embedded/wp:term": terms });
    const { language, section } = readArticle(wordpressAdapter, body);
    assert.deepEqual({ language, section }, { language: undefined, section: "Health & Work" });
  });

  it("withdraws a post that is no longer public at its last version, dated by the delivery's signature", () => {
    for (const status of ["trash", "draft", "private", "pending", "future", "in-progress"]) {
      assert.deepEqual(read(wordpressAdapter, changed("wordpress/trashed", { "/status": status })), {
        kind: "withdraw",
        source: "newsroom",
        externalId: "4812",
        version: Date.parse("2026-11-24T08:00:00Z"),
        at: NOW,
      });
    }
  });

  it("dates a publication by the delivery's signature, since a scheduled publication modifies no post", () => {
    assert.deepEqual(read(wordpressAdapter, changed("wordpress/published")), {
      kind: "publish",
      article: readArticle(wordpressAdapter, changed("wordpress/published")),
      at: NOW,
    });
  });

  it("withdraws a permanently deleted post at its last version, dated by the delivery's signature", () => {
    const event = read(wordpressAdapter, changed("wordpress/deleted"));
    assert.ok(event.kind === "withdraw");
    assert.equal(event.version, Date.parse("2026-11-24T08:00:00Z"));
    assert.deepEqual(event.at, NOW);
  });

  it("ignores pages, attachments, revisions and posts that were never saved", () => {
    const types = ["attachment", "revision", "nav_menu_item", "user_request", "wp_template"];
    const others = types.map((type) => changed("wordpress/published", { "/type": type }));
    for (const body of [changed("wordpress/page"), changed("wordpress/auto-draft"), ...others]) {
      assert.equal(read(wordpressAdapter, body).kind, "ignore");
    }
  });

  it("names each field that is missing or wrong", () => {
    assertRefused(wordpressAdapter, "wordpress/published", {
      "/id": "4812",
      "/status": 7,
      "/link": "not a url",
      "/title/rendered": "<b>".repeat(1_000_000),
      "/content": undefined,
      "/modified_gmt": "2026-11-23 16:02",
      "/date_gmt": "0000-00-00T00:00:00",
      "/lang": "English",
    });
    assertRefused(wordpressAdapter, "wordpress/deleted", { "/previous": undefined, "/deleted": false });
  });

  const names = ["published", "edited", "trashed", "deleted", "page", "auto-draft"];
  itIsSound(
    wordpressAdapter,
    names.map((name) => changed(`wordpress/${name}`)),
  );
});
