import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { sanityAdapter } from "../../src/intake/sanity-adapter.js";
import {
  assertRefused,
  changed,
  faultsOf,
  fixture,
  itIsSound,
  itVerifies,
  NOW,
  read,
  readArticle,
  type SignAs,
} from "../support/cms.js";

const sign: SignAs = (secret, body, at) => {
  const signature = createHmac("sha256", secret).update(`${at.getTime()}.${body}`).digest("base64url");
  return { "sanity-webhook-signature": `t=${at.getTime()},v1=${signature}`, "idempotency-key": "key-1" };
};

describe("the sanity adapter", () => {
  itVerifies(sanityAdapter, { sign, body: fixture("sanity/updated"), oldS: 3600 });

  it("takes a document, the blocks of its Portable Text joined without pictures and embeds", () => {
    assert.deepEqual(readArticle(sanityAdapter, changed("sanity/updated")), {
      source: "newsroom",
      externalId: "4c1b7d0e-51f7-44a8-9d5e-2f6a90b1c3d4",
      version: Date.parse("2026-11-23T21:04:55.731Z"),
      url: "https://fieldnotes.example/stories/visa-backlog",
      headline: "Farm towns brace as visa backlog delays winter pickers",
      body: [
        "Lettuce growers in the valley say that 4,200 seasonal visas are stuck at two consulates.",
        "“The fields will not wait”",
        "Consular staff were cut by a third in October.",
        "The pickers’ union says that growers could hire local crews at the posted wage of $19.05.",
      ].join("\n\n"),
      bodyFormat: "text",
      section: "Agriculture",
      language: "en-US",
      publishedAt: new Date("2026-11-23T06:00:00Z"),
      updatedAt: new Date("2026-11-23T21:04:55.731Z"),
    });
  });

  it("takes a body that is plain text", () => {
    assert.equal(readArticle(sanityAdapter, changed("sanity/string-body")).body, "One plain paragraph.\n\nAnother.");
  });

  it("takes an article that has no text yet, but refuses a projection without the body", () => {
    assert.equal(readArticle(sanityAdapter, changed("sanity/updated", { "/body": null })).body, "");
    assertRefused(sanityAdapter, "sanity/updated", { "/body": undefined });
  });

  it("takes a day as the time of publication, since fields of the type date hold days", () => {
    const { publishedAt } = readArticle(sanityAdapter, changed("sanity/updated", { "/publishedAt": "2026-11-23" }));
    assert.deepEqual(publishedAt, new Date("2026-11-23T00:00:00Z"));
  });

  it("orders a publication, its update and its deletion, even if the last left the document unchanged", () => {
    const created = readArticle(sanityAdapter, changed("sanity/created"));
    const updated = readArticle(sanityAdapter, changed("sanity/updated"));
    assert.ok(updated.version > created.version);
    const deleted = read(sanityAdapter, changed("sanity/deleted"));
    assert.ok(deleted.kind === "withdraw");
    assert.equal(deleted.version, updated.version);
    assert.deepEqual(deleted.at, NOW);
    assert.equal(deleted.externalId, updated.externalId);
  });

  it("ignores drafts and release versions", () => {
    const release = changed("sanity/draft", { "/_id": "versions.r1.4c1b7d0e" });
    for (const body of [changed("sanity/draft"), release]) assert.equal(read(sanityAdapter, body).kind, "ignore");
  });

  it("names each field that is missing or wrong, and says how a projection includes the operation", () => {
    assertRefused(sanityAdapter, "sanity/updated", {
      "/operation": undefined,
      "/_id": 5,
      "/_updatedAt": null,
      "/title": undefined,
      "/body": { _type: "block" },
      "/body/0": "text",
      "/body/0/_type": undefined,
      "/body/0/children": null,
      "/body/0/children/1/text": 4200,
      "/url": "fieldnotes",
      "/publishedAt": "soon",
    });
    const [fault] = faultsOf(sanityAdapter, changed("sanity/updated", { "/operation": undefined }));
    assert.match(fault?.detail ?? "", /"operation": delta::operation\(\)/);
  });

  const names = ["created", "updated", "deleted", "draft", "string-body"];
  itIsSound(
    sanityAdapter,
    names.map((name) => changed(`sanity/${name}`)),
  );
});
