import assert from "node:assert/strict";
import { type CallAs, callAs } from "../support/admin.js";
import { openTestApi } from "../support/api.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { fetchJson } from "../support/deliveries.js";
import { API_KEY } from "../support/service.js";

const OWN_PAGE = { "sec-fetch-site": "same-origin" };

describe("a session", () => {
  const closing = closeAfterSuite();
  let url: string;
  let admin: CallAs;

  before(async () => {
    ({ url } = await openTestApi(closing, await openTestDatabase(closing)));
    admin = callAs(url);
  });

  const ask = (method: string, path: string, headers: Record<string, string>) =>
    fetchJson<{ by: { name: string }; scopes: string[] }>(`${url}${path}`, { method, headers });

  async function signIn(key: string): Promise<string> {
    const { headers } = await ask("POST", "/v1/session", { authorization: `Bearer ${key}` });
    return headers.get("set-cookie")?.split(";")[0] ?? "";
  }

  it("keeps the key in a cookie that no script and no other site can get at", async () => {
    const { status, headers, body } = await ask("POST", "/v1/session", { authorization: `Bearer ${API_KEY}` });
    assert.equal(status, 200);
    assert.match(headers.get("set-cookie") ?? "", /; Max-Age=604800; Path=\/; .*HttpOnly; SameSite=Strict$/);
    assert.deepEqual(body, { by: { id: "key_settings", name: "API_KEY" }, scopes: ["admin"], source: null });
  });

  it("makes the calls that its key may make, and clears its cookie when it is ended", async () => {
    const cookie = await signIn(API_KEY);
    assert.equal((await ask("GET", "/v1/articles", { cookie, ...OWN_PAGE })).status, 200);
    assert.equal((await ask("GET", "/v1/session", { cookie: `theme=dark; ${cookie}` })).body.by.name, "API_KEY");
    const ended = await ask("DELETE", "/v1/session", { cookie, ...OWN_PAGE });
    assert.equal(ended.status, 204);
    assert.match(ended.headers.get("set-cookie") ?? "", /beatline_session=; Path=\/; Expires=Thu, 01 Jan 1970/);
  });

  it("ends when its key is revoked", async () => {
    const { body: made } = await admin("POST", "/v1/keys", { name: "Desk", scopes: ["review"] });
    const cookie = await signIn(made.key);
    assert.deepEqual((await ask("GET", "/v1/session", { cookie, ...OWN_PAGE })).body.scopes, ["review"]);
    await admin("DELETE", `/v1/keys/${made.id}`);
    assert.equal((await ask("GET", "/v1/session", { cookie, ...OWN_PAGE })).status, 401);
  });

  it("is of no use to the pages of other sites, even of a sibling host", async () => {
    const cookie = await signIn(API_KEY);
    const { host } = new URL(url);
    const statusOf = async (method: string, headers: Record<string, string>) =>
      (await ask(method, method === "GET" ? "/v1/articles" : "/v1/session", { cookie, ...headers })).status;
    assert.equal(await statusOf("DELETE", { "sec-fetch-site": "same-site" }), 403);
    assert.equal(await statusOf("DELETE", { "sec-fetch-site": "none" }), 403);
    assert.equal(await statusOf("GET", { "sec-fetch-site": "cross-site" }), 403);
    assert.equal(await statusOf("DELETE", { origin: "https://wiki.news.example" }), 403);
    assert.equal(await statusOf("DELETE", {}), 403);
    // A browser sends only the page's origin where the service is reached by HTTP on another machine.
    assert.equal(await statusOf("DELETE", { origin: `http://${host}` }), 204);
    // As when somebody opens a link to a CSV by hand.
    assert.equal(await statusOf("GET", { "sec-fetch-site": "none" }), 200);
  });

  it("cannot be started without a key, nor by the cookie of another session", async () => {
    const cookie = await signIn(API_KEY);
    assert.equal((await ask("POST", "/v1/session", {})).status, 401);
    assert.equal((await ask("POST", "/v1/session", { cookie, ...OWN_PAGE })).status, 401);
    assert.equal((await ask("GET", "/v1/session", { cookie: "beatline_session=%E0%A4%A" })).status, 401);
  });
});
