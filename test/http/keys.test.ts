import assert from "node:assert/strict";
import { OPERATIONS } from "../../src/http/openapi/operations/all.js";
import { type CallAs, callAs } from "../support/admin.js";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { until } from "../support/promises.js";
import { type Service, startService, temporaryDirectory } from "../support/service.js";

/** Every call that needs a scope, with unknown ids and empty bodies. */
const CALLS = OPERATIONS.flatMap(({ method, path, access, body }) => {
  if (access === "open" || access === "signed" || access === "key") return [];
  return [{ method: method.toUpperCase(), path: path.replace(/\{\w+\}/, "x"), body: body && {}, scope: access }];
});
/** An invalid id, so that the stream of events answers 400 instead of never ending. */
const NO_STREAM = { "last-event-id": "x" };

describe("API keys", () => {
  let service: Service;
  let admin: CallAs;
  const make = async (body: Record<string, unknown>) => {
    const answer = await admin("POST", "/v1/keys", { name: "a key", ...body });
    assert.equal(answer.status, 201, answer.text);
    return answer.body;
  };
  const as = ({ key }: { key: string }) => callAs(service.url, key);

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory() });
    admin = callAs(service.url);
  });
  after(() => service?.child.end("SIGTERM"));

  it("are shown when they are made, and never again", async () => {
    const made = await make({ name: "Site reader", scopes: ["read"] });
    assert.match(made.key, /^beatline_[\w-]{43}$/);
    const { body, text } = await admin("GET", "/v1/keys");
    const listed = body.keys.find(({ id }) => id === made.id);
    assert.equal(listed?.name, "Site reader");
    assert.deepEqual(listed?.scopes, ["read"]);
    assert.ok(made.key.startsWith(listed?.prefix ?? "none"));
    assert.ok(!text.includes(made.key) && !text.includes('"hash"'));
    assert.ok(!service.child.output().includes(made.key));
  });

  it("allow the calls of their scopes, while others answer 403 with the missing scope", async () => {
    for (const scope of ["ingest", "review", "read"]) {
      const call = as(await make({ scopes: [scope] }));
      for (const { method, path, body, scope: needed } of CALLS) {
        const answer = await call(method, path, body, NO_STREAM);
        assert.equal(answer.status === 403, scope !== needed, `${scope}: ${method} ${path} answers ${answer.status}`);
        if (scope === needed) continue;
        assert.match(answer.body.detail, new RegExp(`needs a key with the scope ${needed}; a key has ${scope}`));
        assert.match(answer.headers.get("www-authenticate") ?? "", new RegExp(`insufficient_scope.*scope="${needed}"`));
      }
    }
  });

  it("with the scope admin allow every call", async () => {
    const call = as(await make({ scopes: ["admin"] }));
    for (const { method, path, body } of CALLS) {
      const { status } = await call(method, path, body, NO_STREAM);
      assert.ok(status !== 401 && status !== 403, `${method} ${path} answers ${status}`);
    }
  });

  it("that are missing or unknown get a 401 with the reason", async () => {
    const none = await callAs(service.url, "")("GET", "/v1/topics");
    assert.equal(none.status, 401);
    assert.equal(none.headers.get("www-authenticate"), "Bearer");
    const unknown = await callAs(service.url, `beatline_${"A".repeat(43)}`)("GET", "/v1/topics");
    assert.equal(unknown.status, 401);
    assert.match(unknown.headers.get("www-authenticate") ?? "", /^Bearer .*invalid_token.*not known here/);
    assert.match(unknown.body.detail, /POST \/v1\/keys/);
  });

  it("are refused once revoked, can be revoked twice, and are listed with the time of it", async () => {
    const made = await make({ scopes: ["read"] });
    assert.equal((await as(made)("GET", "/v1/topics")).status, 200);
    for (let times = 0; times < 2; times++) assert.equal((await admin("DELETE", `/v1/keys/${made.id}`)).status, 204);
    const { status, headers, body } = await as(made)("GET", "/v1/topics");
    assert.equal(status, 401);
    assert.match(headers.get("www-authenticate") ?? "", /was revoked at 20/);
    assert.match(body.detail, /was revoked at 20/);
    assert.ok((await admin("GET", "/v1/keys")).body.keys.find(({ id }) => id === made.id)?.revokedAt);
  });

  it("are refused once they have expired", async () => {
    const call = as(await make({ scopes: ["read"], expiresAt: new Date(Date.now() + 2000).toISOString() }));
    await until(async () => (await call("GET", "/v1/topics")).status === 401, "the key has expired");
    assert.match((await call("GET", "/v1/topics")).body.detail, /expired at 20/);
  });

  it("cannot be revoked under an unknown id (404) or when they come from the settings (409)", async () => {
    for (const id of ["key_nothing", "%00", "x"]) {
      assert.equal((await admin("DELETE", `/v1/keys/${id}`)).status, 404);
    }
    const { status, body } = await admin("DELETE", "/v1/keys/key_settings");
    assert.equal(status, 409);
    assert.match(body.detail, /API_KEY: to revoke it, change the setting/);
  });

  it("are not made from wrong fields, and the answer points to each", async () => {
    const pointers = async (body: unknown) => {
      const answer = await admin("POST", "/v1/keys", body);
      assert.equal(answer.status, 422, answer.text);
      return answer.body.errors.map(({ pointer }) => pointer).sort();
    };
    const wrong = { name: "", scopes: ["write"], source: "No!", expiresAt: "tomorrow", requestsPerMinute: 0 };
    assert.deepEqual(await pointers(wrong), ["/expiresAt", "/name", "/requestsPerMinute", "/scopes/0", "/source"]);
    const key = { name: "x", scopes: ["read"] };
    assert.deepEqual(await pointers({ ...key, scopes: [] }), ["/scopes"]);
    assert.deepEqual(await pointers({ ...key, expiresAt: "2020-01-01T00:00:00Z" }), ["/expiresAt"]);
    assert.deepEqual(await pointers({ ...key, source: "nowhere" }), ["/source"]);
    assert.deepEqual(await pointers({ name: "x", scopes: ["read", "admin"], source: "cms" }), ["/scopes"]);
    assert.deepEqual(await pointers({ ...key, scope: "read" }), [""]);
    for (const blank of ["  ", "\u200b"]) assert.deepEqual(await pointers({ ...key, name: blank }), ["/name"]);
  });

  it("are made without a limit where a field is null, as they are shown", async () => {
    const given = { name: "CMS", scopes: ["ingest"], source: null, expiresAt: null, requestsPerMinute: null };
    const { status, text } = await admin("POST", "/v1/keys", given);
    assert.equal(status, 201, text);
    assert.match(text, /"source":null,"expiresAt":null,"requestsPerMinute":null/);
  });

  it("say when they were last used", async () => {
    const made = await make({ scopes: ["read"] });
    await as(made)("GET", "/v1/topics");
    const lastUse = async () =>
      (await admin("GET", "/v1/keys")).body.keys.find(({ id }) => id === made.id)?.lastUsedAt ?? null;
    await until(async () => (await lastUse()) !== null, "the use is noted");
  });

  it("each have a rate limit that no header bypasses and that spares /livez", async () => {
    const made = await make({ scopes: ["read"], requestsPerMinute: 3 });
    const call = as(made);
    for (let count = 0; count < 3; count++) {
      const { status, headers } = await call("GET", "/v1/topics");
      assert.equal(status, 200);
      assert.match(headers.get("ratelimit") ?? "", new RegExp(`^"key"; r=${2 - count}; t=\\d+$`));
      assert.match(headers.get("ratelimit-policy") ?? "", /^"key"; q=3; w=60;/);
    }
    const tricks = { "x-forwarded-for": "203.0.113.9", forwarded: "for=203.0.113.9", "x-request-id": "another" };
    const { status, headers, body } = await call("GET", "/v1/topics", undefined, tricks);
    assert.equal(status, 429);
    assert.ok(Number(headers.get("retry-after")) > 0);
    assert.match(headers.get("content-type") ?? "", /^application\/problem\+json/);
    assert.match(body.detail, /More than 3 requests with this key within a minute/);
    assert.equal((await callAs(service.url, "")("GET", "/livez")).status, 200);
    assert.equal((await admin("GET", "/v1/topics")).status, 200);
  });

  describe("that are bound to a source", () => {
    let bound: CallAs;
    let own: string;
    let foreign: string;
    let withdrawn: string;

    before(async () => {
      const { body: wordpress } = await admin("PUT", "/v1/sources/wordpress", { adapter: "standard" });
      const post = async (source: string, init: RequestInit) => {
        const { status, body } = await fetchJson(`${service.url}/v1/webhooks/${source}`, init);
        assert.equal(status, 202);
        return body.articleId;
      };
      own = await post("wordpress", signed(anArticle(), { secret: wordpress.secret }));
      foreign = await post("cms", signed(anArticle()));
      const gone = anArticle();
      withdrawn = await post("cms", signed(gone));
      await post("cms", signed({ id: gone.id, version: 1 }, { type: "article.unpublished" }));
      for (const id of [own, foreign]) {
        assert.equal((await admin("GET", `/v1/articles/${id}/tags?wait=30`)).status, 200);
      }
      bound = as(await make({ scopes: ["read"], source: "wordpress" }));
    });

    it("read the tags of its articles, and get a 404 for all others, even withdrawn ones", async () => {
      assert.equal((await bound("GET", `/v1/articles/${own}/tags`)).status, 200);
      const nowhere = await bound("GET", "/v1/articles/art_aaaaaaaaaaaaaaaaaaaaaaaaaa/tags");
      assert.equal((await admin("GET", `/v1/articles/${withdrawn}/tags`)).status, 410);
      for (const id of [foreign, withdrawn]) {
        const { status, body } = await bound("GET", `/v1/articles/${id}/tags?wait=1`);
        assert.equal(status, 404);
        assert.equal(body.detail, nowhere.body.detail);
      }
    });

    it("list only its articles, whatever source they ask for", async () => {
      const list = async (call: CallAs, query: string) =>
        (await call("GET", `/v1/articles${query}`)).body.articles.map(({ articleId }) => articleId);
      assert.deepEqual(await list(bound, ""), [own]);
      assert.deepEqual(await list(bound, "?topic=labor"), [own]);
      assert.deepEqual(await list(bound, "?source=wordpress"), [own]);
      assert.deepEqual(await list(bound, "?source=cms"), []);
      assert.deepEqual(await list(admin, "?source=cms"), [foreign]);
    });
  });
});
