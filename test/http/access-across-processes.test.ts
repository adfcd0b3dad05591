import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import pg from "pg";
import { type CallAs, callAs } from "../support/admin.js";
import type { Child } from "../support/child.js";
import { anArticle, fetchJson, signed } from "../support/deliveries.js";
import { freePort } from "../support/free-port.js";
import { type PrivateServer, startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";
import { API_KEY, startEntry, WEBHOOK_SECRET } from "../support/service.js";

/** Five seconds are promised; the rest allows for a slow machine. */
const WITHIN_MS = 15_000;

describeWith(["initdb", "postgres"], "two api processes on one database", () => {
  let postgres: PrivateServer;
  let apis: Child[] = [];
  let here: string;
  let there: string;
  let admin: CallAs;

  const startApi = async () => {
    const port = await freePort();
    const api = startEntry("src/api.js", {
      DATABASE_URL: postgres.url,
      API_KEY,
      WEBHOOK_SECRET,
      PORT: String(port),
      FAILURES_PER_MINUTE: "100000",
    });
    apis.push(api);
    await api.waitFor(/the api is ready/);
    return `http://127.0.0.1:${port}`;
  };
  const deliverThere = async (secret: string) =>
    (await fetchJson(`${there}/v1/webhooks/wordpress`, signed(anArticle(), { secret }))).status;

  before(async () => {
    postgres = await startPostgres();
    [here, there] = await Promise.all([startApi(), startApi()]);
    admin = callAs(here);
  });
  after(async () => {
    await Promise.all(apis.map((api) => api.end("SIGTERM")));
    apis = [];
    await postgres?.remove();
  });

  it("both accept a new key at once, and refuse it within seconds of its revocation in one", async () => {
    const { id, key } = (await admin("POST", "/v1/keys", { name: "reader", scopes: ["read"] })).body;
    for (const url of [here, there]) assert.equal((await callAs(url, key)("GET", "/v1/articles")).status, 200);
    await admin("DELETE", `/v1/keys/${id}`);
    assert.equal((await callAs(here, key)("GET", "/v1/articles")).status, 401);
    const refused = async () => (await callAs(there, key)("GET", "/v1/articles")).status === 401;
    await until(refused, "the other process refuses the key", WITHIN_MS);
  });

  it("store only the SHA-256 of a key", async () => {
    const { id, key } = (await admin("POST", "/v1/keys", { name: "hashed", scopes: ["read"] })).body;
    const client = new pg.Client({ connectionString: postgres.url });
    await client.connect();
    const { rows } = await client.query("select * from beatline.keys where key_id = $1", [id]);
    await client.end();
    assert.equal(rows[0].hash, createHash("sha256").update(key).digest("hex"));
    assert.ok(!JSON.stringify(rows).includes(key));
  });

  it("both accept a source at once, its new secret within seconds, and its oldest no longer", async () => {
    const first = (await admin("PUT", "/v1/sources/wordpress", { adapter: "standard" })).body.secret;
    assert.equal(await deliverThere(first), 202);
    const rotate = async () => (await admin("POST", "/v1/sources/wordpress/rotate")).body.secret;
    const second = await rotate();
    await until(async () => (await deliverThere(second)) === 202, "the other process takes the new secret", WITHIN_MS);
    assert.equal(await deliverThere(first), 202);
    const third = await rotate();
    await until(
      async () => (await deliverThere(third)) === 202,
      "the other process takes the newest secret",
      WITHIN_MS,
    );
    assert.equal(await deliverThere(first), 401);
    assert.equal(await deliverThere(second), 202);
  });

  it("create a source only once when it is put many times at once", async () => {
    const puts = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        callAs(index % 2 ? here : there)("PUT", "/v1/sources/busy", { adapter: "standard" }),
      ),
    );
    assert.equal(puts.filter(({ status }) => status === 201).length, 1);
    assert.equal(puts.filter(({ body }) => body.secret).length, 1);
    assert.deepEqual(new Set(puts.map(({ status }) => status)), new Set([200, 201]));
  });
});
