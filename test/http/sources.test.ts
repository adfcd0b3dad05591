import assert from "node:assert/strict";
import { type CallAs, callAs } from "../support/admin.js";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { pagesOf } from "../support/pages.js";
import { type Service, startService, temporaryDirectory } from "../support/service.js";

const GIVEN = `whsec_${Buffer.alloc(32, 5).toString("base64")}`;

describe("sources", () => {
  let service: Service;
  let admin: CallAs;
  const put = (name: string, body: unknown = { adapter: "standard" }) => admin("PUT", `/v1/sources/${name}`, body);
  const rotate = async (name: string) => (await admin("POST", `/v1/sources/${name}/rotate`)).body.secret;
  const deliver = async (name: string, secret: string) =>
    (await fetchJson(`${service.url}/v1/webhooks/${name}`, signed(anArticle(), { secret }))).status;

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory() });
    admin = callAs(service.url);
  });
  after(() => service?.child.end("SIGTERM"));

  it("are added with a secret that is shown only once and signs deliveries", async () => {
    const { status, body, headers } = await put("wordpress");
    assert.equal(status, 201);
    assert.equal(headers.get("location"), "/v1/sources/wordpress");
    assert.equal(headers.get("cache-control"), "no-store");
    assert.equal(body.links.webhook, "/v1/webhooks/wordpress");
    assert.equal(await deliver("wordpress", body.secret), 202);
    assert.equal(await deliver("wordpress", GIVEN), 401);
    for (const path of ["/v1/sources", "/v1/sources/wordpress", "/v1/audit"]) {
      const { text } = await admin("GET", path);
      assert.ok(text.includes("wordpress") && !text.includes("whsec_"), path);
    }
    assert.ok(!service.child.output().includes(body.secret));
  });

  it("keep their secret when they are put again", async () => {
    const { secret } = (await put("again")).body;
    const { status, body } = await put("again");
    assert.equal(status, 200);
    assert.equal(body.secret, undefined);
    assert.equal(await deliver("again", secret), 202);
  });

  it("accept a secret made by the CMS, do not show it, and end the previous one at once", async () => {
    const { secret } = (await put("brought")).body;
    const { status, text } = await put("brought", { adapter: "standard", secret: GIVEN });
    assert.equal(status, 200);
    assert.ok(!text.includes(GIVEN));
    assert.equal(await deliver("brought", GIVEN), 202);
    assert.equal(await deliver("brought", secret), 401);
  });

  it("accept the two newest secrets during a rotation, so that no delivery is lost", async () => {
    const first = (await put("turning")).body.secret;
    const second = await rotate("turning");
    assert.equal(await deliver("turning", first), 202);
    assert.equal(await deliver("turning", second), 202);
    const { secrets } = (await admin("GET", "/v1/sources/turning")).body;
    const hours = (Date.parse(secrets[1]?.endsAt ?? "") - Date.now()) / 3_600_000;
    assert.ok(secrets.length === 2 && hours > 23 && hours <= 24, `the old secret ends in ${hours} hours`);
    const third = await rotate("turning");
    assert.deepEqual(
      [await deliver("turning", first), await deliver("turning", second), await deliver("turning", third)],
      [401, 202, 202],
    );
  });

  it("refuse an invalid adapter, secret or name, with the remedy", async () => {
    const adapter = await put("wrong", { adapter: "telex" });
    assert.equal(adapter.status, 422);
    assert.match(adapter.body.detail, /\/adapter: must be one of .*standard/);
    const secret = await put("wrong", { adapter: "standard", secret: "hunter2" });
    assert.deepEqual(
      secret.body.errors.map(({ pointer }) => pointer),
      ["/secret"],
    );
    assert.match(secret.text, /at least 24 bytes; leave it out to have one made/);
    assert.doesNotMatch(secret.text, /hunter2/);
    for (const name of ["Wrong", "%00", "a.b", "x".repeat(64)]) assert.equal((await put(name)).status, 400, name);
    assert.equal((await admin("GET", "/v1/sources/wrong")).status, 404);
    assert.equal((await admin("POST", "/v1/sources/wrong/rotate")).status, 404);
  });

  it("cannot be changed if they come from the settings, and say how to rotate the secret there", async () => {
    const { body } = await admin("GET", "/v1/sources/cms");
    assert.equal(body.origin, "settings");
    const calls = [put("cms"), admin("POST", "/v1/sources/cms/rotate"), admin("DELETE", "/v1/sources/cms")];
    for (const answer of await Promise.all(calls)) {
      assert.equal(answer.status, 409);
      assert.match(answer.body.detail, /set WEBHOOK_SECRET to the new and the old secret/);
    }
  });

  it("can be deleted when they have neither articles nor keys", async () => {
    const { secret } = (await put("short-lived")).body;
    const { id } = (await admin("POST", "/v1/keys", { name: "k", scopes: ["read"], source: "short-lived" })).body;
    assert.match((await admin("DELETE", "/v1/sources/short-lived")).body.detail, /Keys are bound to short-lived/);
    await admin("DELETE", `/v1/keys/${id}`);
    assert.equal((await admin("DELETE", "/v1/sources/short-lived")).status, 204);
    assert.equal(await deliver("short-lived", secret), 404);
    assert.equal((await admin("DELETE", "/v1/sources/short-lived")).status, 404);
  });

  it("cannot be deleted while they have articles", async () => {
    const { secret } = (await put("lasting")).body;
    assert.equal(await deliver("lasting", secret), 202);
    const { status, body } = await admin("DELETE", "/v1/sources/lasting");
    assert.equal(status, 409);
    assert.match(body.detail, /There are articles of lasting/);
    assert.equal(await deliver("lasting", secret), 202);
  });

  it("are not revealed to callers that ask for an unknown one", async () => {
    await put("secretive");
    const { status, body } = await fetchJson(`${service.url}/v1/webhooks/nowhere`, signed(anArticle()));
    assert.equal(status, 404);
    assert.match(body.detail, /beatline sources add nowhere/);
    assert.doesNotMatch(body.detail, /secretive|cms/);
  });

  it("leave an audit trail of who changed what in which request, newest first, in pages", async () => {
    const maker = (await admin("POST", "/v1/keys", { name: "Ida", scopes: ["admin"] })).body;
    const ida = callAs(service.url, maker.key);
    await ida("PUT", "/v1/sources/trailed", { adapter: "standard" }, { "x-request-id": "put-1" });
    const same = await ida("PUT", "/v1/sources/trailed", { adapter: "standard" }, { "x-request-id": "put-same" });
    assert.equal(same.status, 200);
    await ida("PUT", "/v1/sources/trailed", { adapter: "ghost" }, { "x-request-id": "put-2" });
    await ida("POST", "/v1/sources/trailed/rotate", undefined, { "x-request-id": "rotate-1" });
    await ida("DELETE", "/v1/sources/trailed", undefined, { "x-request-id": "delete-1" });
    await admin("DELETE", `/v1/keys/${maker.id}`);
    await admin("DELETE", `/v1/keys/${maker.id}`);
    const seen = [];
    for await (const { entries } of pagesOf((path) => admin("GET", path), "/v1/audit?limit=2")) {
      seen.push(...entries.map(({ action, target, requestId, by }) => ({ action, target, requestId, by: by.name })));
    }
    const by = "Ida";
    assert.deepEqual(seen.slice(1, 5), [
      { action: "source.deleted", target: "trailed", requestId: "delete-1", by },
      { action: "source.rotated", target: "trailed", requestId: "rotate-1", by },
      { action: "source.changed", target: "trailed", requestId: "put-2", by },
      { action: "source.created", target: "trailed", requestId: "put-1", by },
    ]);
    assert.deepEqual(
      [seen[0], seen[5]].map((entry) => ({ action: entry?.action, target: entry?.target, by: entry?.by })),
      [
        { action: "key.revoked", target: maker.id, by: "API_KEY" },
        { action: "key.created", target: maker.id, by: "API_KEY" },
      ],
    );
    assert.equal((await admin("GET", "/v1/audit?cursor=bm90IGEgY3Vyc29y")).status, 400);
  });
});
