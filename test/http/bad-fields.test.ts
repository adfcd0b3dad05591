import assert from "node:assert/strict";
import { OPERATIONS } from "../../src/http/openapi/operations/all.js";
import { aDelivery } from "../hostile/payloads.js";
import { callAs } from "../support/admin.js";
import { anArticle, fetchJson, signed, signedBytes } from "../support/deliveries.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";

const MEGABYTE = 1_048_576;

describe("the service, sent bad input", () => {
  let service: Service;
  const webhook = (init: RequestInit) => fetchJson(`${service.url}/v1/webhooks/cms`, init);
  const classify = (body: unknown) => {
    const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json" };
    return fetchJson(`${service.url}/v1/classify`, { method: "POST", headers, body: JSON.stringify(body) });
  };

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });

  after(() => service?.child.end("SIGTERM"));

  describe("in paths", () => {
    const named = OPERATIONS.filter(({ path, access }) => path.includes("{") && access !== "signed");
    for (const { method, path, example } of named) {
      it(`answers 404, or 400 for a source's name, to ${method} ${path} with a NUL in it`, async () => {
        const headers = { authorization: `Bearer ${API_KEY}`, "content-type": "application/json", ...example.headers };
        const body = example.body === undefined ? {} : { body: JSON.stringify(example.body) };
        const init = { method: method.toUpperCase(), headers, ...body };
        const { status } = await fetchJson(`${service.url}${path.replace(/\{\w+\}/g, "%00")}`, init);
        assert.equal(status, path.startsWith("/v1/sources") ? 400 : 404);
      });
    }
  });

  describe("in fields", () => {
    const refusedField = (data: Record<string, unknown>, pointer: string) => async () => {
      const { status, body } = await webhook(signed({ ...anArticle(), ...data }));
      assert.equal(status, 422);
      assert.deepEqual(
        body.errors.map((fault) => fault.pointer),
        [pointer],
      );
      assert.ok(JSON.stringify(body).length < 5_000, "the answer is short");
    };
    const long = "x".repeat(MEGABYTE);

    it("refuses a NUL in the id", refusedField({ id: "a\0b" }, "/data/id"));
    it("refuses half of a surrogate pair in the id", refusedField({ id: "a\ud800" }, "/data/id"));
    it("refuses a NUL in the address", refusedField({ url: "https://news.example/\0" }, "/data/url"));
    it("refuses a version above 2^53", refusedField({ version: 2 ** 53 }, "/data/version"));
    it("refuses a version that is not an integer", refusedField({ version: 1.5 }, "/data/version"));
    it("refuses a headline of a megabyte", refusedField({ headline: long }, "/data/headline"));
    it("refuses a section of a megabyte", refusedField({ section: long }, "/data/section"));
    it("refuses an address of a megabyte", refusedField({ url: `https://x/${long}` }, "/data/url"));
    it("refuses an id of a megabyte", refusedField({ id: long }, "/data/id"));
    it("refuses a language of a megabyte", refusedField({ language: `en-${long}` }, "/data/language"));
    it("refuses the year 0", refusedField({ publishedAt: "0000-01-01T00:00:00Z" }, "/data/publishedAt"));
    it("refuses a year beyond 9999", refusedField({ updatedAt: "9999-12-31T23:59:59-23:59" }, "/data/updatedAt"));

    it("refuses 1e400, which JSON allows but no number can hold", async () => {
      const { status, body } = await webhook(signedBytes(aDelivery().replace('"version":1', '"version":1e400')));
      assert.equal(status, 422);
      assert.match(body.detail, /\/data\/version/);
    });

    it("takes the last of two keys with the same name, as every JSON parser in JavaScript does", async () => {
      const article = anArticle({ version: 7 });
      const body = JSON.stringify({ type: "article.published", timestamp: "2026-11-24T09:00:00Z", data: article });
      const { status, body: taken } = await webhook(
        signedBytes(body.replace('"version":7', '"version":6,"version":7')),
      );
      assert.equal(status, 202);
      assert.equal(taken.version, 7);
    });

    it("ignores unknown keys, even ten thousand of them, and constructor", async () => {
      const keys = Object.fromEntries(Array.from({ length: 10_000 }, (_, index) => [`key${index}`, index]));
      const { status } = await webhook(
        signed({ ...anArticle(), ...keys, constructor: { prototype: 1 }, prototype: 1 }),
      );
      assert.equal(status, 202);
    });

    it("gives a short answer to a body with very many mistakes", async () => {
      const targets = Array.from({ length: 500_000 }, () => 0);
      const keys = Object.fromEntries(Array.from({ length: 100_000 }, (_, index) => [`key${index}`, index]));
      for (const wrong of [
        { body: "x", targets },
        { body: "x", targets: targets.slice(0, 100) },
        { ...keys, body: "x" },
      ]) {
        const { status, body } = await classify(wrong);
        assert.equal(status, 422);
        assert.ok(JSON.stringify(body).length < 20_000);
      }
    });

    it("answers 422 to targets that are empty, reach beyond the body or split a character", async () => {
      const body = "Strike \u{1f6a2} ends";
      for (const [from, to] of [
        [0, 8],
        [8, 9],
        [9, 9],
        [3, 99],
      ]) {
        const answer = await classify({ body, targets: [{ from, to }] });
        assert.equal(answer.status, 422, `${from} to ${to}`);
        assert.equal(answer.body.errors[0]?.pointer, "/targets/0");
      }
      assert.equal((await classify({ body, targets: [{ from: 7, to: 9 }] })).status, 200);
    });

    it("accepts null for the optional fields of a text to classify, but not for its body", async () => {
      const none = { headline: null, bodyFormat: null, language: null, targets: null };
      assert.equal((await classify({ ...none, body: "Dock workers walked out." })).status, 200);
      const { status, body } = await classify({ ...none, body: null });
      assert.equal(status, 422);
      assert.deepEqual(body.errors, [{ detail: "must be a string", pointer: "/body" }]);
    });

    it("answers 422 to a key that expires beyond the year 9999", async () => {
      const wanted = { name: "late", scopes: ["read"], expiresAt: "9999-12-31T23:59:59-23:59" };
      const { status, body } = await callAs(service.url)("POST", "/v1/keys", wanted);
      assert.equal(status, 422);
      assert.match(body.detail, /expiresAt: must be in the years 1 to 9999/);
    });

    it("answers 422 to a change of an endpoint that changes nothing, and says what can change", async () => {
      const call = callAs(service.url);
      const made = await call("POST", "/v1/endpoints", { url: "https://news.example/" });
      const { status, body } = await call("PATCH", `/v1/endpoints/${made.body.id}`, {});
      assert.equal(status, 422);
      assert.match(body.detail, /at least one of url, events, source, description, enabled/);
    });

    it("answers 400 to a span that ends before it begins, or where it begins, and says what to give for one day", async () => {
      for (const call of ["articles?", "trends?topic=labor&"]) {
        for (const end of ["2026-11-24", "2026-11-23", "2026-11-23T23:59:59Z"]) {
          const span = `publishedAfter=2026-11-24&publishedBefore=${end}`;
          const { status, body } = await fetchJson(`${service.url}/v1/${call}${span}`);
          assert.equal(status, 400, `${call}${span}`);
          assert.match(body.detail, /publishedBefore: must be after publishedAfter; to get one day, give the next one/);
        }
        const day = "publishedAfter=2026-11-24&publishedBefore=2026-11-25";
        assert.equal((await fetchJson(`${service.url}/v1/${call}${day}`)).status, 200);
      }
    });

    it("answers 400 to made-up cursors, filters and parameters", async () => {
      const cursor = (...position: unknown[]) => Buffer.from(JSON.stringify(position)).toString("base64url");
      for (const query of [
        `cursor=${cursor("2026-11-24T09:00:00Z", "art_\0")}`,
        `cursor=${cursor("0000-01-01T00:00:00Z", "art_aaaaaaaaaaaaaaaaaaaaaaaaaa")}`,
        `cursor=${cursor(...Array.from({ length: 1_000 }, () => 0))}`,
        "publishedAfter=0000-01-01T00:00:00Z",
        "publishedAfter=0000-01-01",
        "publishedBefore=2026-02-30",
        "__proto__=1",
        "constructor=1",
        `${"a&".repeat(5_000)}`,
      ]) {
        const { status, body } = await fetchJson(`${service.url}/v1/articles?${query}`);
        assert.equal(status, 400, `${query.slice(0, 80)}: ${body.detail}`);
      }
      assert.equal((await fetchJson(`${service.url}/v1/articles/%ff/tags`)).status, 400);
      const id = "art_aaaaaaaaaaaaaaaaaaaaaaaaaa";
      for (const path of [
        "/v1/articles?cursor=",
        "/v1/topics?x=1",
        "/v1/topics/labor?x=1",
        `/v1/review?cursor=${cursor(1e308, id)}`,
        `/v1/review?cursor=${cursor(-1, id)}`,
      ]) {
        const { status, body } = await fetchJson(`${service.url}${path}`);
        assert.equal(status, 400, `${path}: ${body.detail}`);
      }
      for (const tiny of [1e-300, 1e-40]) {
        assert.equal((await fetchJson(`${service.url}/v1/review?cursor=${cursor(tiny, id)}`)).status, 200);
      }
    });
  });
});
