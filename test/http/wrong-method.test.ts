import assert from "node:assert/strict";
import { openTestApi } from "../support/api.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { fetchJson } from "../support/deliveries.js";
import { API_KEY } from "../support/service.js";

describe("a method that a path does not take", () => {
  const closing = closeAfterSuite();
  let url: string;

  before(async () => {
    ({ url } = await openTestApi(closing, await openTestDatabase(closing)));
  });

  async function call(method: string, path: string, key = "") {
    const init = { method, headers: key ? { authorization: `Bearer ${key}` } : {} };
    const { status, headers, body } = await fetchJson(`${url}${path}`, init);
    return { status, allow: headers.get("allow"), detail: body?.detail, type: headers.get("content-type") };
  }

  it("gets a 405 for a webhook's URL opened in a browser, whether or not the source exists", async () => {
    for (const source of ["cms", "nobody"]) {
      const { type, ...answer } = await call("GET", `/v1/webhooks/${source}`);
      const detail = `/v1/webhooks/${source} takes POST; this was a GET`;
      assert.deepEqual(answer, { status: 405, allow: "POST", detail });
      assert.match(type ?? "", /^application\/problem\+json/);
    }
  });

  it("gets a 405 on a protected path only with a key, and a 401 without", async () => {
    const path = "/v1/articles/art_aaaaaaaaaaaaaaaaaaaaaaaaaa/tags";
    const { status, allow } = await call("DELETE", path, API_KEY);
    assert.deepEqual([status, allow], [405, "GET, HEAD, PATCH"]);
    for (const unknown of [path, "/v1/nothing"]) {
      const answer = await call("DELETE", unknown);
      assert.deepEqual([answer.status, answer.allow], [401, null], unknown);
    }
  });

  it("is recognized whatever the case and the trailing slash of the path, as calls are", async () => {
    assert.equal((await call("PUT", "/V1/Topics/", API_KEY)).allow, "GET, HEAD");
    assert.equal((await call("POST", "/livez")).allow, "GET, HEAD");
  });

  it("is never confused with an unknown path, nor with the path of another call", async () => {
    const { status, detail } = await call("POST", "/v1/nothing", API_KEY);
    assert.deepEqual([status, detail], [404, "There is no route POST /v1/nothing"]);
    assert.equal((await call("GET", "/openapi_json", API_KEY)).status, 404);
    assert.notEqual((await call("POST", "/v1/webhooks/verify", API_KEY)).status, 405);
    const headers = { authorization: `Bearer ${API_KEY}` };
    assert.equal((await fetch(`${url}/v1/topics`, { method: "HEAD", headers })).status, 200);
  });
});
