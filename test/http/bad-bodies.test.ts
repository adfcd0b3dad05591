import assert from "node:assert/strict";
import { brotliCompressSync, deflateSync, gzipSync } from "node:zlib";
import { aDelivery } from "../hostile/payloads.js";
import { anArticle, fetchJson, signed, signedBytes } from "../support/deliveries.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";

const MEGABYTE = 1_048_576;

describe("the service, sent bad bodies", () => {
  let service: Service;
  const webhook = (init: RequestInit) => fetchJson(`${service.url}/v1/webhooks/cms`, init);
  const withHeaders = (init: RequestInit, headers: Record<string, string>): RequestInit => ({
    ...init,
    headers: { ...Object.fromEntries(new Headers(init.headers)), ...headers },
  });

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });

  after(() => service?.child.end("SIGTERM"));

  async function assertRefused(init: RequestInit, status: number, detail: RegExp) {
    const answer = await webhook(init);
    assert.equal(answer.status, status, answer.body.detail);
    assert.match(answer.headers.get("content-type") ?? "", /^application\/problem\+json/);
    assert.match(answer.body.detail, detail);
    assert.ok(JSON.stringify(answer.body).length < 20_000, "the answer is short");
  }

  for (const [what, text, detail] of [
    ["nothing", "", /empty/],
    ["a syntax error", "{not json", /not valid JSON/],
    ["a comma too many", '{"a":1,}', /not valid JSON/],
    ["trailing garbage", "{} {}", /not valid JSON/],
    ["single quotes", "{'a':1}", /not valid JSON/],
    ["10,000 levels of arrays", "[".repeat(10_000), /deeper than 64 levels/],
    ["100,000 levels of objects", '{"a":'.repeat(100_000), /deeper than 64 levels/],
    ["a __proto__ key", '{"__proto__": {"admin": true}}', /__proto__ key; remove it/],
    ["an escaped __proto__ key, deep inside", '{"a":[{"b":{"\\u005f\\u005fproto__":1}}]}', /__proto__ key; remove it/],
  ] as const) {
    it(`answers 400 to ${what}`, () => assertRefused(signedBytes(text), 400, detail));
  }

  it("answers 400 to bytes that are not UTF-8", async () => {
    const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" };
    const body = new Uint8Array(Buffer.from('{"body":"caf\xe9"}', "latin1"));
    const answer = await fetchJson(`${service.url}/v1/classify`, { method: "POST", headers, body });
    assert.equal(answer.status, 400);
    assert.match(answer.body.detail, /not valid UTF-8/);
  });

  it("accepts a body that begins with a byte order mark", async () => {
    const article = JSON.stringify({
      type: "article.published",
      timestamp: new Date().toISOString(),
      data: anArticle(),
    });
    assert.equal((await webhook(signedBytes(`\ufeff${article}`))).status, 202);
  });

  it("answers 415 to an unsupported charset, format or encoding", async () => {
    const delivery = signed(anArticle());
    const type = (value: string) => withHeaders(delivery, { "content-type": value });
    const encoding = (value: string) => withHeaders(delivery, { "content-encoding": value });
    await assertRefused(type("application/json; charset=utf-16"), 415, /charset in Content-Type must be utf-8/);
    await assertRefused(type('application/json; a=b; charset="latin1"'), 415, /utf-8/);
    await assertRefused(type("text/plain"), 415, /application\/json/);
    for (const value of ["zstd", "gzip, gzip", "x-unknown", "compress"]) {
      await assertRefused(encoding(value), 415, /gzip, deflate, br or absent/);
    }
    assert.equal((await webhook(type("application/json; charset=UTF-8"))).status, 202);
  });

  for (const [encoding, compress] of [
    ["gzip", gzipSync],
    ["deflate", deflateSync],
    ["br", brotliCompressSync],
  ] as const) {
    it(`reads ${encoding}, and refuses a bomb, broken data and data that is cut off`, async () => {
      const delivery = signed(anArticle());
      const compressed = (text: string | Buffer) =>
        withHeaders({ ...delivery, body: new Uint8Array(compress(text)) }, { "content-encoding": encoding });
      assert.equal((await webhook(compressed(String(delivery.body)))).status, 202);
      await assertRefused(compressed(Buffer.alloc(8 * MEGABYTE)), 413, /larger than the 5242880 bytes/);
      const broken = { ...compressed(""), body: "this is not compressed" };
      await assertRefused(broken, 400, new RegExp(`not valid ${encoding}, although Content-Encoding says ${encoding}`));
      const cut = { ...compressed(""), body: new Uint8Array(compress(aDelivery()).subarray(0, 200)) };
      await assertRefused(cut, 400, new RegExp(`not valid ${encoding}`));
    });
  }

  it("answers 413 to a compressed body that inflates to nothing but is too large as sent", async () => {
    const member = gzipSync("");
    const nothing = new Uint8Array(Buffer.concat(Array.from({ length: 300_000 }, () => member)));
    // Sent as a stream, so that no Content-Length gives it away.
    const body = new Blob([nothing]).stream();
    await assertRefused(
      withHeaders({ ...signed({}), body, duplex: "half" }, { "content-encoding": "gzip" }),
      413,
      /larger/,
    );
  });
});
