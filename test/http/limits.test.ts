import assert from "node:assert/strict";
import { callAs } from "../support/admin.js";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { type Service, startService, temporaryDirectory } from "../support/service.js";

const OTHER_SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;
const limits = { FAILURES_PER_MINUTE: "4", SOURCE_REQUESTS_PER_MINUTE: "3", KEY_REQUESTS_PER_MINUTE: "5" };

describe("limits", () => {
  let service: Service;
  const start = (environment: Record<string, string>) =>
    async function (this: Mocha.Context) {
      service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn", ...limits, ...environment });
    };
  const unknown = (headers: Record<string, string> = {}) =>
    callAs(service.url, `beatline_${"A".repeat(43)}`)("GET", "/v1/topics", undefined, headers);
  const deliver = (source: string, secret?: string, forwardedFor = "") => {
    const delivery = signed(anArticle(), secret ? { secret } : {});
    const headers = { ...delivery.headers, "x-forwarded-for": forwardedFor };
    return fetchJson(`${service.url}/v1/webhooks/${source}`, { ...delivery, headers });
  };

  describe("without a proxy", () => {
    before(start({}));
    after(() => service?.child.end("SIGTERM"));

    it("allow an address 4 failures a minute, whatever its headers say, and let valid keys pass", async () => {
      for (let count = 0; count < 4; count++) assert.equal((await unknown()).status, 401);
      const { status, headers, body } = await unknown({ "x-forwarded-for": "203.0.113.9", "x-real-ip": "203.0.113.9" });
      assert.equal(status, 429);
      assert.ok(Number(headers.get("retry-after")) > 0);
      assert.match(headers.get("ratelimit") ?? "", /^"failures"; r=0; t=\d+$/);
      assert.match(headers.get("ratelimit-policy") ?? "", /^"failures"; q=4; w=60;/);
      assert.match(body.detail, /More than 4 failed authentications from this address/);
      assert.equal((await callAs(service.url)("GET", "/v1/topics")).status, 200);
      assert.equal((await callAs(service.url, "")("GET", "/livez")).status, 200);
    });

    it("count only the signed deliveries of a source, so that forged ones use nothing up", async () => {
      for (let count = 0; count < 3; count++) assert.notEqual((await deliver("cms", OTHER_SECRET)).status, 202);
      for (let count = 0; count < 3; count++) assert.equal((await deliver("cms")).status, 202);
      const { status, headers } = await deliver("cms", undefined, "203.0.113.9");
      assert.equal(status, 429);
      assert.ok(Number(headers.get("retry-after")) > 0);
      assert.match(headers.get("ratelimit-policy") ?? "", /^"source"; q=3; w=60;/);
    });

    it("apply the settings' limit to a key without one of its own", async () => {
      const { key } = (await callAs(service.url)("POST", "/v1/keys", { name: "k", scopes: ["read"] })).body;
      const call = callAs(service.url, key);
      for (let count = 0; count < 5; count++) assert.equal((await call("GET", "/v1/topics")).status, 200);
      assert.equal((await call("GET", "/v1/nothing")).status, 429);
    });
  });

  describe("behind a proxy that TRUST_PROXY names", () => {
    before(start({ TRUST_PROXY: "1" }));
    after(() => service?.child.end("SIGTERM"));

    it("count by the address that the proxy saw, not by one that its caller made up", async () => {
      for (let count = 0; count < 4; count++) {
        assert.equal((await unknown({ "x-forwarded-for": `10.0.0.${count}, 198.51.100.1` })).status, 401);
      }
      assert.equal((await unknown({ "x-forwarded-for": "10.0.0.9, 198.51.100.1" })).status, 429);
      assert.equal((await unknown({ "x-forwarded-for": "10.0.0.9, 198.51.100.2" })).status, 401);
    });

    it("count forged signatures and guessed source names together with missing and unknown keys", async () => {
      const address = "198.51.100.3";
      const forwarded = { "x-forwarded-for": address };
      assert.equal((await deliver("cms", OTHER_SECRET, address)).status, 401);
      assert.equal((await deliver("nowhere", undefined, address)).status, 404);
      assert.equal((await callAs(service.url, "")("GET", "/v1/topics", undefined, forwarded)).status, 401);
      assert.equal((await unknown(forwarded)).status, 401);
      assert.equal((await deliver("cms", OTHER_SECRET, address)).status, 429);
      assert.equal((await deliver("elsewhere", undefined, address)).status, 429);
      assert.equal((await deliver("cms", undefined, address)).status, 202);
    });
  });
});
