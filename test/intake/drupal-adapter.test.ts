import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { fragmentText } from "../../models/text/fragment.js";
import { drupalAdapter } from "../../src/intake/drupal-adapter.js";
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

const sign: SignAs = (secret, body) => ({
  "x-drupal-webhooks-signature": createHmac("sha256", secret).update(body).digest("base64"),
  "x-drupal-webhooks-delivery": "0d3f7b0a-5c1e-4c57-9d0b-2a4b5c6d7e8f",
});

const event = (action: string) => ({ "x-drupal-webhooks-event": `entity:node:${action}` });

describe("the drupal adapter", () => {
  itVerifies(drupalAdapter, { sign, body: fixture("drupal/updated"), oldS: null });

  it("takes a published node, each field from where the serializer puts it", () => {
    const { body, ...article } = readArticle(drupalAdapter, changed("drupal/updated"), event("update"));
    assert.deepEqual(article, {
      source: "newsroom",
      externalId: "2071",
      version: Date.parse("2026-11-23T19:25:40Z"),
      url: "https://metrodaily.example/news/line-9-stabbing",
      headline: "Transit police & drivers' union trade blame after a stabbing on Line 9",
      bodyFormat: "html",
      section: "Public safety",
      language: "en",
      publishedAt: new Date("2026-11-23T18:50:00Z"),
      updatedAt: new Date("2026-11-23T19:25:40Z"),
    });
    assert.equal(
      fragmentText(body),
      "A bus driver was stabbed on Line 9 on Sunday night, the third attack this month.\n\n" +
        "The union said that patrols were cut in September. Police officials deny it.",
    );
  });

  it("takes a node with string values and times in seconds as the same article", () => {
    const article = readArticle(drupalAdapter, changed("drupal/to-array"), event("update"));
    assert.equal(article.externalId, "2071");
    assert.equal(article.version, Date.parse("2026-11-23T19:25:40Z"));
    assert.equal(article.section, undefined);
  });

  it("takes an article whose text is empty", () => {
    assert.equal(
      readArticle(drupalAdapter, changed("drupal/updated", { "/entity/body": [] }), event("update")).body,
      "",
    );
  });

  it("takes a node that is created as published, and its update as a higher version", () => {
    const created = readArticle(drupalAdapter, changed("drupal/created"), event("create"));
    assert.ok(readArticle(drupalAdapter, changed("drupal/updated"), event("update")).version > created.version);
  });

  it("withdraws a node that was unpublished or deleted", () => {
    const at = new Date("2026-11-24T07:00:00Z");
    const expected = { kind: "withdraw", source: "newsroom", externalId: "2071", version: at.getTime() };
    assert.deepEqual(read(drupalAdapter, changed("drupal/unpublished"), event("update")), { ...expected, at });
    assert.deepEqual(read(drupalAdapter, changed("drupal/deleted"), event("delete")), { ...expected, at: NOW });
  });

  it("ignores new nodes that are not published, drafts beside a published node, and other entities", () => {
    const unpublished = changed("drupal/unpublished", { "/event": "create" });
    assert.equal(read(drupalAdapter, unpublished, event("create")).kind, "ignore");
    assert.equal(read(drupalAdapter, changed("drupal/pending-draft"), event("update")).kind, "ignore");
    for (const type of ["user", "comment", "taxonomy_term", "media"]) {
      const headers = { "x-drupal-webhooks-event": `entity:${type}:update` };
      assert.equal(read(drupalAdapter, {}, headers).kind, "ignore");
    }
  });

  it("ignores a translation that is saved or unpublished, and keeps the node in its original language", () => {
    for (const [name, no] of [
      ["updated", false],
      ["to-array", "0"],
      ["unpublished", "0"],
    ]) {
      const translation = changed(`drupal/${name}`, { "/entity/default_langcode": [{ value: no }] });
      assert.equal(read(drupalAdapter, translation, event("update")).kind, "ignore");
    }
    const deleted = changed("drupal/deleted", { "/entity/default_langcode": [{ value: true }] });
    assert.equal(read(drupalAdapter, deleted, event("delete")).kind, "withdraw");
  });

  it("names each field, and the event header, that is missing or wrong", () => {
    const wrong = {
      "/event": "delete",
      "/entity": undefined,
      "/entity/nid": [],
      "/entity/nid/0/value": 0.5,
      "/entity/title/0/value": null,
      "/entity/changed/0/value": "yesterday",
      "/entity/body": undefined,
      "/entity/body/0/value": undefined,
      "/entity/field_canonical_url/0/uri": "internal:/node/2071",
    };
    assertRefused(drupalAdapter, "drupal/updated", wrong, event("update"));
    for (const headers of [{}, event("archive")]) {
      const [fault] = faultsOf(drupalAdapter, changed("drupal/updated", { "/event": undefined }), headers);
      assert.match(fault?.detail ?? "", /header x-drupal-webhooks-event must be/);
    }
  });

  const names = ["created", "updated", "unpublished", "deleted", "pending-draft", "to-array"];
  itIsSound(
    drupalAdapter,
    names.map((name) => changed(`drupal/${name}`)),
    [event("create"), event("update"), event("delete"), {}],
  );
});
