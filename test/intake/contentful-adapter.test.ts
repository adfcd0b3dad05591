import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { contentfulAdapter } from "../../src/intake/contentful-adapter.js";
import { verifySignature } from "../../src/intake/signature.js";
import {
  assertRefused,
  changed,
  deliveryOf,
  faultsOf,
  fixture,
  itIsSound,
  itVerifies,
  NOW,
  PATH,
  read,
  readArticle,
  type SignAs,
} from "../support/cms.js";
import { processorSeconds } from "../support/processor-time.js";

const SIGNED = "content-type,x-contentful-signed-headers,x-contentful-timestamp,x-contentful-topic";

const sign: SignAs = (secret, body, at) => {
  const headers: Record<string, string> = {
    "content-type": "application/vnd.contentful.management.v1+json",
    "x-contentful-signed-headers": SIGNED,
    "x-contentful-timestamp": String(at.getTime()),
    "x-contentful-topic": "ContentManagement.Entry.publish",
  };
  const lines = Object.entries(headers).map(([name, value]) => `${name}:${value}`);
  const request = ["POST", PATH, lines.join(";"), body].join("\n");
  return { ...headers, "x-contentful-signature": createHmac("sha256", secret).update(request).digest("hex") };
};

const topic = (action: string) => ({ "x-contentful-topic": `ContentManagement.Entry.${action}` });

describe("the contentful adapter", () => {
  itVerifies(contentfulAdapter, { sign, body: fixture("contentful/published"), oldS: 30 });

  it("refuses a signature that was made for another path, method or topic", () => {
    const secret = contentfulAdapter.makeSecret();
    const body = fixture("contentful/published");
    const headers = sign(secret, body, NOW);
    const delivery = deliveryOf(Buffer.from(body), headers);
    const topic = { ...headers, "x-contentful-topic": "ContentManagement.Entry.delete" };
    const changes = [{ path: "/v1/webhooks/other" }, { method: "PUT" }, deliveryOf(delivery.body, topic)];
    for (const change of changes) {
      const forged = { ...delivery, ...change };
      assert.throws(() => verifySignature(contentfulAdapter.signature, [secret], forged, NOW), /matches/);
    }
  });

  it("takes a published entry in English, its rich text joined without embedded entries and assets", () => {
    assert.deepEqual(readArticle(contentfulAdapter, changed("contentful/published"), topic("publish")), {
      source: "newsroom",
      externalId: "3xPqT7mWc8kYuEoSaGi2Qn",
      version: Date.parse("2026-11-23T16:48:20.905Z"),
      url: "https://rivergazette.example/courts/jail-overtime",
      headline: "Judge rebukes county over jail overtime & unpaid breaks",
      body: [
        "A federal judge on Monday found that Alder County owes its jail guards for two years of overtime.",
        "Meal breaks that never came",
        "214 guards are covered.",
        "“A break spent holding a radio is not a break,” the judge wrote in her order.",
        "The guards’ union had asked for $6.1 million.",
      ].join("\n\n"),
      bodyFormat: "text",
      section: "Courts",
      language: "en-US",
      publishedAt: new Date("2026-11-23T14:30:00Z"),
      updatedAt: new Date("2026-11-23T16:48:20.905Z"),
    });
  });

  it("takes Markdown without its markup and pictures, and leaves out a section that is only a link", () => {
    const edited = readArticle(contentfulAdapter, changed("contentful/edited"), topic("publish"));
    assert.ok(edited.version > Date.parse("2026-11-23T16:48:20.905Z"));
    assert.equal(edited.section, undefined);
    assert.equal(
      edited.body,
      "What the order says\n\nThe county owes its guards, the order says.\n\n214 guards\n$6.1 million",
    );
  });

  it("takes the first of several sections, and no URL from a field that holds a path or a slug", () => {
    const changes = {
      "/fields/section": { "en-US": ["Courts", "Local"] },
      "/fields/canonicalUrl": undefined,
    };
    for (const path of ["/courts/jail-overtime", "jail-overtime"]) {
      const body = changed("contentful/published", { ...changes, "/fields/url": { "en-US": path } });
      const { section, url } = readArticle(contentfulAdapter, body, topic("publish"));
      assert.deepEqual([section, url], ["Courts", undefined]);
    }
  });

  it("leaves out a section that is links or empty, and says what a section may be", () => {
    const edited = (section: unknown) => changed("contentful/edited", { "/fields/section": { "en-US": section } });
    const link = { sys: { type: "Link", linkType: "Entry", id: "4cT" } };
    for (const section of [link, [link, link], [], null]) {
      assert.equal(readArticle(contentfulAdapter, edited(section), topic("publish")).section, undefined);
    }
    const detail = "must be a string of at most 200 characters, a list of them, a link, a list of links or null";
    assert.deepEqual(faultsOf(contentfulAdapter, edited(7), topic("publish")), [
      { detail, pointer: "/fields/section/en-US" },
    ]);
  });

  it("removes emphasis from Markdown, but keeps asterisks and underscores that are not emphasis", () => {
    const markdown =
      "The *Alder Star* and _The Post_ wrote ***no***. 2 * 3 * 4, 5*3*2, jail_overtime_2026, * or _ alone.";
    const body = changed("contentful/edited", { "/fields/body/en-US": markdown });
    assert.equal(
      readArticle(contentfulAdapter, body, topic("publish")).body,
      "The Alder Star and The Post wrote no. 2 * 3 * 4, 5*3*2, jail_overtime_2026, * or _ alone.",
    );
  });

  it("reads a megabyte of brackets in under a second, and shortens a very long field name", () => {
    for (const brackets of ["![", "[a](", "**", "[", "__a", "*a", " _", " *b"]) {
      const markdown = brackets.repeat(1_000_000 / brackets.length);
      const body = changed("contentful/edited", { "/fields/body/en-US": markdown });
      assert.ok(processorSeconds(() => readArticle(contentfulAdapter, body, topic("publish"))) < 1, brackets);
    }
    const long = { [`/fields/${"k".repeat(100_000)}`]: 1 };
    const [fault] = faultsOf(contentfulAdapter, changed("contentful/published", long), topic("publish"));
    assert.ok(fault && fault.pointer.length < 200);
  });

  it("withdraws an entry as of the time when it was unpublished or deleted", () => {
    const at = new Date("2026-11-24T05:20:00Z");
    for (const action of ["unpublish", "delete"]) {
      assert.deepEqual(read(contentfulAdapter, changed("contentful/deleted"), topic(action)), {
        kind: "withdraw",
        source: "newsroom",
        externalId: "3xPqT7mWc8kYuEoSaGi2Qn",
        version: at.getTime(),
        at,
      });
    }
  });

  it("ignores saves, archiving, assets and content types", () => {
    for (const action of ["create", "save", "auto_save", "archive", "unarchive"]) {
      assert.equal(read(contentfulAdapter, changed("contentful/published"), topic(action)).kind, "ignore");
    }
    for (const name of ["Asset.publish", "ContentType.publish", "Task.save"]) {
      const headers = { "x-contentful-topic": `ContentManagement.${name}` };
      assert.equal(read(contentfulAdapter, changed("contentful/asset"), headers).kind, "ignore");
    }
  });

  it("names each field that is missing or wrong, and a missing header", () => {
    const wrong = {
      "/sys/id": undefined,
      "/sys/type": "DeletedEntry",
      "/sys/updatedAt": "now",
      "/fields": null,
      "/fields/title": "not localized",
      "/fields/title/en-US": 5,
      "/fields/body": undefined,
      "/fields/body/en-US": 5,
      "/fields/body/en-US/content": {},
      "/fields/body/en-US/content/0/content/1/value": null,
      "/fields/section/en-US": 7,
      "/fields/canonicalUrl/en-US": "ftp://rivergazette.example/courts",
      "/fields/publishDate/en-US": "last week",
    };
    assertRefused(contentfulAdapter, "contentful/published", wrong, topic("publish"));
    assertRefused(contentfulAdapter, "contentful/deleted", { "/sys/type": "Entry" }, topic("delete"));
    const [headline] = faultsOf(
      contentfulAdapter,
      changed("contentful/published", { "/fields/title": undefined }),
      topic("publish"),
    );
    assert.equal(headline?.pointer, "/fields/headline");
    const [missing] = faultsOf(contentfulAdapter, changed("contentful/published"));
    assert.match(missing?.detail ?? "", /header x-contentful-topic must be/);
  });

  const names = ["published", "edited", "deleted", "asset"];
  itIsSound(
    contentfulAdapter,
    names.map((name) => changed(`contentful/${name}`)),
    [topic("publish"), topic("delete"), topic("save"), {}],
  );
});
