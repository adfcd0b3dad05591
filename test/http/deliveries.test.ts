import assert from "node:assert/strict";
import { createHmac } from "node:crypto";
import { type CallAs, callAs } from "../support/admin.js";
import { beatline } from "../support/beatline.js";
import { changed, fixture } from "../support/cms.js";
import { anArticle, fetchJson, signed, signedBytes } from "../support/deliveries.js";
import { nextOf, pagesOf } from "../support/pages.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";

const GHOST_SECRET = "newsroom-ghost-secret-of-2026";
const SECRET = `whsec_${Buffer.alloc(32, 7).toString("base64")}`;

/** The fields that these tests read from the answers to all calls. */
interface Answer extends AnsweredDelivery {
  deliveries: AnsweredDelivery[];
  verified: boolean;
  detail: string;
  secret: string;
  key: string;
}

interface AnsweredDelivery {
  deliveryId: string;
  source: string;
  articleId: string | null;
  status: string;
  reason?: string;
  problem?: { kind: string; detail: string; errors: { pointer: string; detail: string }[] };
  retriedAs?: string;
  links: { tags?: string; retry?: string };
}

function ghostHeaders(body: string, at = Date.now(), secret = GHOST_SECRET): Record<string, string> {
  const signature = createHmac("sha256", secret).update(`${body}${at}`).digest("hex");
  return { "content-type": "application/json", "x-ghost-signature": `sha256=${signature}, t=${at}` };
}

describe("deliveries", () => {
  let service: Service;
  let admin: CallAs<Answer>;
  let bound: CallAs<Answer>;
  const sendGhost = (body: string) =>
    fetchJson(`${service.url}/v1/webhooks/ghost`, { method: "POST", headers: ghostHeaders(body), body });
  const sendStandard = (source: string, data: unknown) =>
    fetchJson(`${service.url}/v1/webhooks/${source}`, signed(data, { secret: SECRET }));
  const list = async (query: string, call = admin) => {
    const { body, headers } = await call("GET", `/v1/deliveries?${query}`);
    return { deliveries: body.deliveries, next: nextOf(headers) };
  };

  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
    admin = callAs(service.url);
    await admin("PUT", "/v1/sources/ghost", { adapter: "ghost", secret: GHOST_SECRET });
    await admin("PUT", "/v1/sources/moving", { adapter: "wordpress", secret: SECRET });
    const reader = { name: "ghost alone", scopes: ["read", "ingest"], source: "ghost" };
    bound = callAs(service.url, (await admin("POST", "/v1/keys", reader)).body.key);
  });
  after(() => service?.child.end("SIGTERM"));

  it("from a CMS are accepted, ignored or refused, and all three are listed, newest first", async () => {
    const taken = await sendGhost(fixture("ghost/published"));
    assert.equal(taken.status, 202);
    assert.equal(taken.body.status, "queued");
    const ignored = await sendGhost(fixture("ghost/draft"));
    assert.equal(ignored.status, 202);
    assert.equal(ignored.body.status, "ignored");
    assert.equal(ignored.headers.get("location"), null);
    const secretText = "A text that is in no log";
    const wrong = changed("ghost/published", { "/post/current/url": "nowhere", "/post/current/html": secretText });
    const refused = await sendGhost(JSON.stringify(wrong));
    assert.equal(refused.status, 422);
    assert.equal(refused.body.errors[0]?.pointer, "/post/current/url");

    const { deliveries } = await list("source=ghost");
    assert.deepEqual(
      deliveries.map(({ status }) => status),
      ["failed", "ignored", "queued"],
    );
    const [failed, passed, queued] = deliveries;
    assert.deepEqual(
      failed?.problem?.errors.map(({ pointer }) => pointer),
      ["/post/current/url"],
    );
    assert.equal(passed?.reason, "the post is draft");
    assert.equal(queued?.links.tags, `/v1/articles/${taken.body.articleId}/tags`);
    assert.ok(!JSON.stringify(deliveries).includes(secretText));
    assert.ok(!service.child.output().includes(secretText));
  });

  it("are listed by status, a page at a time, and a bound key sees only its source's", async () => {
    await sendStandard("moving", anArticle());
    const first = await list("status=failed&limit=1");
    assert.deepEqual(
      first.deliveries.map(({ source }) => source),
      ["moving"],
    );
    assert.ok(first.next);
    const second = await admin("GET", first.next);
    assert.match(second.text, /"source":"ghost"/);
    assert.ok((await list("", bound)).deliveries.every(({ source }) => source === "ghost"));
    assert.deepEqual((await list("source=moving", bound)).deliveries, []);
    assert.equal((await admin("GET", "/v1/deliveries?status=lost")).status, 400);
  });

  it("with a wrong signature are counted, but not stored", async () => {
    const body = fixture("ghost/published");
    const headers = ghostHeaders(body, Date.now(), "somebody else's secret");
    const before = (await list("source=ghost")).deliveries.length;
    const { status } = await fetchJson(`${service.url}/v1/webhooks/ghost`, { method: "POST", headers, body });
    assert.equal(status, 401);
    assert.equal((await list("source=ghost")).deliveries.length, before);
    const metrics = await (await fetch(`${service.url}/metrics`)).text();
    assert.match(metrics, /beatline_deliveries_total\{source="ghost",result="refused",status="401"\} 1/);
  });

  it("that failed become articles when they are retried after the source is fixed", async () => {
    const article = anArticle();
    assert.equal((await sendStandard("moving", article)).status, 422);
    const [failed] = (await list("status=failed&source=moving")).deliveries;
    const retry = failed?.links.retry ?? "";
    const again = await admin("POST", retry);
    assert.equal(again.status, 422);
    assert.equal((await bound("POST", retry)).status, 403);
    await admin("PUT", "/v1/sources/moving", { adapter: "standard", secret: SECRET });
    const { status, body: taken } = await admin("POST", retry);
    assert.equal(status, 202);
    assert.equal(taken.status, "queued");
    const tags = await fetchJson(`${service.url}/v1/articles/${taken.articleId}/tags?wait=20`);
    assert.equal(tags.body.outcome, "tagged");
    const [queued, retried] = (await list("source=moving&limit=2")).deliveries;
    assert.equal(queued?.deliveryId, taken.deliveryId);
    assert.equal(retried?.status, "retried");
    assert.equal(retried?.retriedAs, taken.deliveryId);
    assert.equal((await admin("POST", retry)).status, 409);
    assert.equal((await admin("POST", "/v1/deliveries/dlv_none/retry")).status, 404);
  });

  it("that are not JSON, or bring another text under a known version, count as failed", async () => {
    const { secret } = (await admin("PUT", "/v1/sources/strict", { adapter: "standard" })).body;
    const url = `${service.url}/v1/webhooks/strict`;
    assert.equal((await fetchJson(url, signedBytes("{", { secret }))).status, 400);
    const article = anArticle();
    assert.equal((await fetchJson(url, signed(article, { secret }))).status, 202);
    assert.equal((await fetchJson(url, signed({ ...article, body: "Another." }, { secret }))).status, 409);
    const kinds = (await list("status=failed&source=strict")).deliveries.map(({ problem }) => problem?.kind);
    assert.deepEqual(kinds, ["conflict", "badRequest"]);
  });

  it("that failed keep their reasons, and the last 100 of a source can be retried", async () => {
    const { secret } = (await admin("PUT", "/v1/sources/failing", { adapter: "standard" })).body;
    const wrong = { ...anArticle(), version: -1 };
    for (let sent = 0; sent < 101; sent++) {
      const { status } = await fetchJson(`${service.url}/v1/webhooks/failing`, signed(wrong, { secret }));
      assert.equal(status, 422);
    }
    const failed: AnsweredDelivery[] = [];
    const first = "/v1/deliveries?status=failed&source=failing&limit=100";
    for await (const page of pagesOf((path) => admin("GET", path), first)) failed.push(...page.deliveries);
    assert.equal(failed.length, 101);
    for (const { problem } of failed) assert.equal(problem?.errors[0]?.pointer, "/data/version");
    const [kept, gone] = failed.slice(99);
    assert.equal((await admin("POST", kept?.links.retry ?? "")).status, 422, "it is read again");
    assert.equal(gone?.links.retry, undefined, "what is gone offers no retry");
    const { status, body } = await admin("POST", `/v1/deliveries/${gone?.deliveryId}/retry`);
    assert.equal(status, 409);
    assert.match(body.detail, /for the last 100 failures of a source/);
  });

  it("are verified by source, or by adapter and secret, and the answer reveals no secret", async () => {
    const body = fixture("ghost/published");
    const headers = ghostHeaders(body);
    const verify = async (request: object, call = bound) => {
      const { status, text, body } = await call("POST", "/v1/webhooks/verify", request);
      return { status, text, verified: body.verified };
    };
    assert.equal((await verify({ source: "ghost", headers, body })).verified, true);
    const bytes = Buffer.from(body).toString("base64");
    assert.equal((await verify({ source: "ghost", headers, body: bytes, bodyEncoding: "base64" })).verified, true);
    const given = {
      adapter: "ghost",
      secret: GHOST_SECRET,
      headers: { "X-Ghost-Signature": headers["x-ghost-signature"] },
    };
    assert.equal((await verify({ ...given, body })).verified, true);
    const wrong = await verify({ ...given, secret: "somebody else's secret", body });
    assert.equal(wrong.verified, false);
    assert.ok(!wrong.text.includes(GHOST_SECRET) && !wrong.text.includes("somebody"));
    assert.equal((await verify({ source: "moving", headers, body })).status, 404);
    assert.equal((await verify({ adapter: "ghost", headers, body })).status, 422);
    const undecodable = await verify({ ...given, body, bodyEncoding: "base64" });
    assert.equal(undecodable.status, 422);
    assert.match(undecodable.text, /\/body: is not base64/);
    assert.equal((await callAs(service.url, "")("POST", "/v1/webhooks/verify", {})).status, 401);
  });

  it("cannot come from a source named verify, which is reserved", async () => {
    const { status, body } = await admin("PUT", "/v1/sources/verify", { adapter: "standard" });
    assert.equal(status, 400);
    assert.match(body.detail, /verify is reserved/);
  });

  it("can be sent from the command line as from any CMS", async () => {
    const env = { BEATLINE_URL: service.url, API_KEY, SOURCE_SECRET: GHOST_SECRET };
    const { stdout, stderr } = beatline(["send", "--adapter", "ghost"], { env });
    assert.match(stdout, /^queued as art_.*\noutcome tagged/, stderr);
  });
});
