import assert from "node:assert/strict";
import { WRITE_AS } from "../../src/commands/payloads.js";
import { SAMPLE_ARTICLE } from "../../src/commands/sample-article.js";
import { SIGN_AS } from "../../src/commands/sign-as.js";
import { ADAPTER_NAMES, ADAPTERS } from "../../src/intake/adapters.js";
import { verifySignature } from "../../src/intake/signature.js";
import { deliveryOf, NOW, PATH, readArticle } from "../support/cms.js";

describe("what is sent as Standard Webhooks", () => {
  it("passes verification when its secret lost its padding", () => {
    const request = { path: PATH, body: "{}", headers: {} };
    const secret = `whsec_${Buffer.alloc(25, 7).toString("base64").replaceAll("=", "")}`;
    const sent = SIGN_AS.standard(secret, request, NOW);
    verifySignature(ADAPTERS.standard.signature, [secret], deliveryOf(Buffer.from("{}"), sent), NOW);
  });
});

describe("what the command line sends as a CMS", () => {
  for (const name of ADAPTER_NAMES) {
    it(`is signed as ${name} signs, and read back as the same article`, () => {
      const adapter = ADAPTERS[name];
      const secret = adapter.makeSecret();
      const { body: payload, headers = {} } = WRITE_AS[name](SAMPLE_ARTICLE, NOW);
      const body = JSON.stringify(payload);
      const sent = { ...headers, ...SIGN_AS[name](secret, { path: PATH, body, headers }, NOW) };
      verifySignature(adapter.signature, [secret], deliveryOf(Buffer.from(body), sent), NOW);
      const article = readArticle(adapter, JSON.parse(body), sent);
      assert.equal(article.headline, SAMPLE_ARTICLE.headline);
      assert.ok(article.body.includes("blocked the exits while officers checked the papers"));
      assert.equal(article.section, "national");
      assert.deepEqual(article.updatedAt, new Date(SAMPLE_ARTICLE.updatedAt));
    });
  }
});
