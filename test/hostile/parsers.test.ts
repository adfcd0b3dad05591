import assert from "node:assert/strict";
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import fc from "fast-check";
import { readOverrides } from "../../models/topics/overrides.js";
import { readArticles } from "../../src/commands/read-articles.js";
import { ConfigError, readConfig, SETTING_NAMES } from "../../src/config.js";
import { isArticleId } from "../../src/domain/article.js";
import { Refusal } from "../../src/domain/errors.js";
import { ADAPTERS } from "../../src/intake/adapters.js";
import { parseJson } from "../../src/intake/json.js";
import { verifySignature } from "../../src/intake/signature.js";
import { standardAdapter } from "../../src/intake/standard-adapter.js";
import { standardSignature } from "../../src/intake/standard-signature.js";
import { assertSound, changed, deliveryOf, mutatedBodies } from "../support/cms.js";
import { signedBytes } from "../support/deliveries.js";
import { WEBHOOK_SECRET } from "../support/service.js";
import { aDelivery, holds, mutated, SEED, wrongFields } from "./payloads.js";

/** Event headers, for the CMSs that name the event in a header. */
const EVENTS = [
  {},
  { "x-contentful-topic": "ContentManagement.Entry.publish", "x-drupal-webhooks-event": "entity:node:update" },
  { "x-contentful-topic": "ContentManagement.Entry.delete", "x-drupal-webhooks-event": "entity:node:delete" },
  { "x-contentful-topic": "\0", "x-drupal-webhooks-event": "entity:" },
];

/** Returns every header that an adapter reads to check a signature, each with the same value. */
function headersOf(value: string): Record<string, string> {
  const names = Object.values(ADAPTERS).map(({ signature }) => signature.header);
  const others = ["webhook-id", "webhook-timestamp", "x-contentful-signed-headers", "x-contentful-timestamp"];
  return Object.fromEntries([...names, ...others].map((name) => [name, value]));
}

/** Runs a parser, which may throw a refusal that becomes a 4xx, and nothing else. */
function refusing(parse: () => void): void {
  try {
    parse();
  } catch (error) {
    if (!(error instanceof Refusal) || error.kind === "unavailable") throw error;
    assert.ok(error.message.length < 10_000, "the answer is short");
  }
}

describe("nearly 90,000 mutated payloads", function () {
  this.timeout(180_000);

  it("are parsed as JSON or refused: 20,000 bodies", () => {
    holds(20_000, mutated(aDelivery()), (bytes) =>
      refusing(() => {
        JSON.stringify(parseJson(bytes));
        assert.ok(!("a" in {}), "no prototype was changed");
      }),
    );
  });

  it("become articles that PostgreSQL can hold or are refused: 25,000 deliveries", () => {
    holds(25_000, wrongFields, (body) => assertSound(standardAdapter, body));
  });

  it("become articles or withdrawals or are ignored or refused, for every CMS: 4,900 deliveries", () => {
    for (const [name, adapter] of Object.entries(ADAPTERS)) {
      if (name === "standard") continue;
      const bodies = readdirSync(`test/fixtures/${name}`).map((file) =>
        changed(`${name}/${file.replace(".json", "")}`),
      );
      holds(700, fc.tuple(mutatedBodies(bodies), fc.constantFrom(...EVENTS)), ([body, event]) =>
        assertSound(adapter, body, event),
      );
    }
  });

  it("are refused as signatures by every adapter: 8,000 headers", () => {
    for (const { signature } of Object.values(ADAPTERS)) {
      holds(1_000, mutated(`sha256=00ff, t=${Date.now()},v1=AAAA`, ["sha1=", "t=", "v1,", "9e9", "\0", ","]), (bytes) =>
        assert.throws(
          () =>
            verifySignature(
              signature,
              ["a secret"],
              deliveryOf(bytes, headersOf(bytes.toString("latin1"))),
              new Date(),
            ),
          (error) => error instanceof Refusal && error.kind === "unauthorized",
        ),
      );
    }
  });

  it("are refused unless the signed id and timestamp are unchanged: 20,000 signatures", () => {
    const now = new Date();
    const headers = new Headers(signedBytes("{}", { signedAt: now, webhookId: "msg_1" }).headers);
    const right = JSON.stringify(Object.fromEntries(headers));
    holds(20_000, mutated(right, ["v1,", " ", "v1, v1,", "=", "\0", "1e9", ","]), (bytes) => {
      const given = /"webhook-id":"([^"]*)","webhook-signature":"([^"]*)","webhook-timestamp":"([^"]*)/.exec(
        bytes.toString(),
      );
      const named = new Map([
        ["webhook-id", given?.[1]],
        ["webhook-signature", given?.[2]],
        ["webhook-timestamp", given?.[3]],
      ]);
      refusing(() => {
        const delivery = {
          method: "POST",
          path: "/",
          header: (name: string) => named.get(name),
          body: Buffer.from("{}"),
        };
        verifySignature(standardSignature, [WEBHOOK_SECRET], delivery, now);
        assert.equal(named.get("webhook-id"), "msg_1");
        assert.equal(named.get("webhook-timestamp"), headers.get("webhook-timestamp"));
      });
    });
  });

  it("become settings or a list of problems: 8,000 environments", () => {
    const value = fc.oneof(
      fc.string({ unit: "binary" }),
      fc.constantFrom("1", "1e9", "5mb", "postgres://", "http://[", "9".repeat(400), "whsec_"),
    );
    holds(
      8_000,
      fc.dictionary(fc.constantFrom(...SETTING_NAMES, "__proto__", "API_KEYS"), value, { maxKeys: 6 }),
      (environment) => {
        try {
          readConfig(environment, "/");
        } catch (error) {
          assert.ok(error instanceof ConfigError, String(error));
        }
      },
    );
  });

  it("are taken for article ids only in their exact form: 1,500 ids", () => {
    holds(1_500, mutated("art_aaaaaaaaaaaaaaaaaaaaaaaaaa"), (bytes) => {
      const id = bytes.toString("latin1");
      assert.equal(isArticleId(id), id.length === 30 && /^art_[a-z2-7]*$/.test(id));
    });
  });

  it("become editors' decisions or an error that names the line or the empty file: 500 training files", () => {
    const folder = mkdtempSync(join(tmpdir(), "beatline-overrides-"));
    const file = join(folder, "overrides.jsonl");
    const line = JSON.stringify({
      headline: "Two boats",
      body: "The port runs them.",
      topic: "labor",
      action: "reject",
    });
    try {
      holds(500, mutated(line), (bytes) => {
        writeFileSync(file, bytes);
        try {
          for (const { topic } of readOverrides(file))
            assert.ok(["immigration", "enforcement", "labor"].includes(topic));
        } catch (error) {
          assert.match(String(error), /overrides\.jsonl(?::\d+: not an override|: contains no decisions)/);
        }
      });
    } finally {
      rmSync(folder, { recursive: true });
    }
  });

  it("become articles or problems with their line: 2,000 lines of JSON", async () => {
    const line = JSON.stringify({
      id: "a",
      headline: "x",
      body: "The port runs two boats.",
      from: 4,
      to: 8,
      language: "en",
    });
    const folder = mkdtempSync(join(tmpdir(), "beatline-lines-"));
    const file = join(folder, "articles.jsonl");
    try {
      const lines = fc.sample(mutated(line), { numRuns: 2_000, seed: SEED });
      writeFileSync(file, lines.map((bytes) => bytes.toString("utf8").replace(/[\r\n]/g, " ")).join("\n"));
      let read = 0;
      for await (const article of readArticles(file, {})) {
        read++;
        if ("problem" in article) assert.match(article.place, /:\d+$/);
        else assert.equal(typeof article.input.body, "string");
      }
      assert.ok(read > 1_500 && read <= 2_000);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
