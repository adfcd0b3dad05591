import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { fragmentText } from "../../models/text/fragment.js";
import { superdeskAdapter } from "../../src/intake/superdesk-adapter.js";
import {
  assertRefused,
  changed,
  faultsOf,
  fixture,
  itIsSound,
  itVerifies,
  read,
  readArticle,
  type SignAs,
} from "../support/cms.js";

const sign: SignAs = (secret, body) => ({
  "x-superdesk-signature": `sha1=${createHmac("sha1", secret).update(body).digest("hex")}`,
});

describe("the superdesk adapter", () => {
  itVerifies(superdeskAdapter, { sign, body: fixture("superdesk/published"), oldS: null });

  it("takes a text with the status usable, each field from where ninjs has it, without its associations", () => {
    const { body, ...article } = readArticle(superdeskAdapter, changed("superdesk/published"));
    assert.deepEqual(article, {
      source: "newsroom",
      externalId: "urn:newsml:northwire.example:2026-11-23T10:12:44.101922:5b6a7c10-9f1e-4d55-a6ac-27b3d2b1a7f0",
      version: 4,
      headline: "Tribunal orders release of 27 asylum seekers held at airport hotel",
      bodyFormat: "html",
      section: "International",
      language: "en",
      publishedAt: new Date("2026-11-23T10:40:02Z"),
      updatedAt: new Date("2026-11-23T12:31:50Z"),
    });
    const text = fragmentText(body);
    assert.match(text, /^DUBLIN — A tribunal .*\n\nThe judge .* “unlawful from its first hour”\.\n\nThe department/s);
    assert.doesNotMatch(text, /Gate C|minister/);
  });

  it("says what a version must be, whatever came instead", () => {
    for (const version of ["abc", -1, 1.5, null, undefined]) {
      const [fault] = faultsOf(superdeskAdapter, changed("superdesk/published", { "/version": version }));
      assert.deepEqual(fault, { pointer: "/version", detail: "must be a whole number, as Superdesk counts versions" });
    }
  });

  it("takes plain text where there is no HTML, and does not read it as markup", () => {
    const { body } = readArticle(superdeskAdapter, changed("superdesk/text-only"));
    assert.equal(fragmentText(body), "First paragraph, 3 < 4.\n\nSecond paragraph.");
  });

  it("takes a flash, which is a headline alone", () => {
    const { headline, body } = readArticle(
      superdeskAdapter,
      changed("superdesk/published", { "/body_html": undefined }),
    );
    assert.notEqual(headline, "");
    assert.equal(fragmentText(body), "");
  });

  it("orders a correction and a kill after the publication, by ninjs' version", () => {
    assert.equal(readArticle(superdeskAdapter, changed("superdesk/corrected")).version, 5);
    for (const name of ["killed", "withheld"]) {
      const event = read(superdeskAdapter, changed(`superdesk/${name}`));
      assert.ok(event.kind === "withdraw");
      assert.equal(event.version, 6);
      assert.deepEqual(event.at, new Date("2026-11-24T08:10:00Z"));
    }
  });

  it("makes the same event of a replay whenever it arrives, so that it is a duplicate", () => {
    const at = (time: string) =>
      superdeskAdapter.read("newsroom", changed("superdesk/killed"), { header: () => undefined, at: new Date(time) });
    assert.deepEqual(at("2026-11-24T09:00:00Z"), at("2027-03-01T00:00:00Z"));
  });

  it("ignores pictures, packages and anything else that is not text", () => {
    for (const type of ["picture", "video", "audio", "graphic", "composite", "event", "t".repeat(100_000)]) {
      assert.equal(read(superdeskAdapter, changed("superdesk/picture", { "/type": type })).kind, "ignore");
    }
  });

  it("names each field that is missing or wrong", () => {
    assertRefused(superdeskAdapter, "superdesk/published", {
      "/guid": undefined,
      "/type": null,
      "/version": "4b",
      "/pubstatus": "maybe",
      "/versioncreated": "2026-11-23",
      "/headline": 9,
      "/body_html": 9,
      "/language": "e",
      "/service/0/name": {},
    });
  });

  const names = ["published", "corrected", "killed", "withheld", "picture", "text-only"];
  itIsSound(
    superdeskAdapter,
    names.map((name) => changed(`superdesk/${name}`)),
  );
});
