import assert from "node:assert/strict";
import { articleId } from "../src/domain/article.js";
import { callAs } from "./support/admin.js";
import { anArticle, fetchJson, signed } from "./support/deliveries.js";
import { createEndpointCalls } from "./support/endpoints.js";
import { openEventStream } from "./support/event-stream.js";
import { scrape } from "./support/metrics.js";
import { until } from "./support/promises.js";
import { startReceiver } from "./support/receiver.js";
import { type Service, startService, temporaryDirectory } from "./support/service.js";

describe("events", () => {
  const dataDir = temporaryDirectory();
  let service: Service;
  const start = () => startService({ DATA_DIR: dataDir, ALLOW_PRIVATE_ENDPOINTS: "true" });

  before(async () => {
    service = await start();
  });
  after(() => service?.child.end("SIGKILL"));

  const { call, addEndpoint, log, remove } = createEndpointCalls(() => service.url);

  /** Sends an article. @returns its id. */
  async function send(article = anArticle()): Promise<string> {
    const { status, body } = await fetchJson(`${service.url}/v1/webhooks/cms`, signed(article));
    assert.equal(status, 202, body.detail);
    return articleId("cms", article.id);
  }

  it("reach an endpoint with tags but no evidence, signed so that the reference library verifies them", async () => {
    const receiver = await startReceiver();
    const { id, secret } = await addEndpoint(receiver.url);
    const article = await send();
    await until(async () => receiver.received.length === 1, "the article's tags are told");
    const [first] = receiver.received;
    assert.ok(first);
    assert.deepEqual(receiver.verify(first, secret), first.event);
    const { type, data } = first.event;
    assert.equal(type, "article.tagged");
    const shown = await fetchJson(`${service.url}/v1/articles/${article}/tags`);
    assert.deepEqual(data, shown.body);

    const decided = await callAs(service.url)(
      "PATCH",
      `/v1/articles/${article}/tags`,
      { decisions: [{ topic: "labor", action: "reject" }] },
      { "if-match": shown.headers.get("etag") ?? "" },
    );
    assert.equal(decided.status, 200);
    await until(async () => receiver.received.length === 2, "the decision is told");
    const told = receiver.received[1]?.event;
    assert.equal(told?.type, "article.overridden");
    assert.ok(!told.data.tags.some(({ topic }) => topic === "labor"));

    await until(async () => (await log(id)).every(({ state }) => state === "delivered"), "both are in the log");
    const deliveries = await log(id);
    assert.deepEqual(
      deliveries.map(({ type, webhookId, attempts }) => [type, webhookId, attempts.map((each) => each.statusCode)]),
      receiver.received.toReversed().map(({ event, id }) => [event.type, id, [204]]),
    );
    await remove(id);
  });

  it("are retried no sooner than the endpoint's Retry-After says, in seconds or as a date", async () => {
    const receiver = await startReceiver((index, response) => {
      // A date has whole seconds.
      const when = index === 0 ? "8" : new Date(Date.now() + 400_000).toUTCString();
      if (index < 2) response.setHeader("retry-after", when);
      return index === 0 ? 429 : 503;
    });
    const { id } = await addEndpoint(receiver.url, { events: ["article.tagged"] });
    await send();
    await until(async () => (await log(id))[0]?.attempts.length === 2, "it is told again");
    const [first, second] = receiver.received;
    assert.ok(first && second);
    const pause = second.at - first.at;
    assert.ok(pause >= 8_000 && pause < 11_000, `after ${pause} ms`);
    const next = Date.parse((await log(id))[0]?.nextAt ?? "") - second.at;
    assert.ok(next >= 398_000 && next < 442_000, `the next in ${next} ms, not the 300 s of the table`);
    await remove(id);
  });

  it("are retried after five seconds, under the same id, when the endpoint failed", async () => {
    const receiver = await startReceiver((index) => (index === 0 ? 500 : 200));
    const { id, secret } = await addEndpoint(receiver.url, { events: ["article.tagged"] });
    await send();
    await until(async () => receiver.received.length === 2, "it is told again");
    const [first, second] = receiver.received;
    assert.ok(first && second);
    assert.equal(first.id, second.id);
    const pause = second.at - first.at;
    assert.ok(pause > 4_400 && pause < 8_000, `after ${pause} ms`);
    assert.notEqual(first.headers["webhook-signature"], second.headers["webhook-signature"]);
    receiver.verify(second, secret);
    await until(async () => (await log(id))[0]?.state === "delivered", "it is in the log");
    assert.deepEqual(
      (await log(id))[0]?.attempts.map(({ statusCode }) => statusCode),
      [500, 200],
    );
    assert.equal((await call("GET", `/v1/endpoints/${id}`)).body.failingSince, null);
    await remove(id);
  });

  it("stop at once and visibly for an endpoint that answers 410, until somebody enables it", async () => {
    const receiver = await startReceiver(() => 410);
    const { id } = await addEndpoint(receiver.url);
    await send();
    await until(async () => !(await call("GET", `/v1/endpoints/${id}`)).body.enabled, "it is disabled");
    const { body } = await call("GET", `/v1/endpoints/${id}`);
    assert.equal(body.disabled?.reason, "gone");
    assert.match(service.child.output(), new RegExp(`"endpointId":"${id}","reason":"gone","msg":"endpoint disabled"`));
    assert.equal((await scrape(service.url)).samples.get('beatline_endpoints{state="gone"}'), 1);
    assert.equal((await call("POST", `/v1/endpoints/${id}/replay`, { since: "2026-01-01T00:00:00Z" })).status, 409);
    const enabled = await call("PATCH", `/v1/endpoints/${id}`, { enabled: true, description: null });
    assert.deepEqual([enabled.body.enabled, enabled.body.disabled], [true, null]);
    await remove(id);
  });

  it("reach one endpoint promptly while another accepts them and never answers", async () => {
    const hanging = await startReceiver(() => undefined);
    const quick = await startReceiver();
    const { id: hangingId } = await addEndpoint(hanging.url);
    const { id: quickId } = await addEndpoint(quick.url);
    const sent = await Promise.all(Array.from({ length: 30 }, () => send()));
    const started = Date.now();
    await until(async () => quick.received.length >= sent.length, "the quick one has all", 14_000);
    assert.ok(hanging.received.length <= 10, `${hanging.received.length} are held by the other`);
    assert.ok(Date.now() - started < 14_000);
    await remove(hangingId);
    await remove(quickId);
  });

  it("are sent again on request, one of them or all since a time, under their first ids", async () => {
    const receiver = await startReceiver();
    const since = new Date().toISOString();
    await Promise.all([send(), send()]);
    const { id } = await addEndpoint(receiver.url);
    const replay = async (body: unknown) => call("POST", `/v1/endpoints/${id}/replay`, body);
    const test = await call("POST", `/v1/endpoints/${id}/test`);
    assert.equal(test.status, 202);
    // On a busy machine an article may be tagged only once the endpoint exists, and its event come first.
    await until(async () => receiver.received.some(({ event }) => event.type === "endpoint.test"), "the test came");
    await until(async () => {
      const { status, body } = await replay({ since });
      assert.equal(status, 202);
      return body.replayed === 2;
    }, "both are numbered");
    const told = () => receiver.received.filter(({ event }) => event.type === "article.tagged");
    await until(async () => new Set(told().map(({ id }) => id)).size === 2, "both came");
    await until(async () => (await log(id, "?state=delivered&limit=5")).length === 3, "all are in the log");
    const { eventId, webhookId } = (await log(id)).find(({ type }) => type === "article.tagged") ?? {};
    const before = receiver.received.length;
    assert.equal((await replay({ eventId })).body.replayed, 1);
    await until(async () => receiver.received.slice(before).some((each) => each.id === webhookId), "one came again");
    assert.equal((await replay({ eventId: 10 ** 9 })).status, 422);
    assert.equal((await replay({ since: "yesterday" })).status, 422);
    const backwards = await replay({ since, until: since });
    assert.deepEqual(backwards.body.errors, [{ detail: "must be after since", pointer: "/until" }]);
    await remove(id);
    assert.equal((await call("GET", `/v1/endpoints/${id}/deliveries`)).status, 404);
  });

  it("are signed with the old secret as well right after it is rotated", async () => {
    const receiver = await startReceiver();
    const { id, secret } = await addEndpoint(receiver.url.replace("127.0.0.1", "localhost"));
    const rotated = await call("POST", `/v1/endpoints/${id}/rotate`);
    assert.notEqual(rotated.body.secret, secret);
    await call("POST", `/v1/endpoints/${id}/test`);
    await until(async () => receiver.received.length === 1, "the test came");
    const [first] = receiver.received;
    assert.ok(first);
    receiver.verify(first, secret);
    receiver.verify(first, rotated.body.secret);
    assert.doesNotMatch((await call("GET", "/v1/endpoints")).text, /whsec_/);
    await remove(id);
  });

  it("are dropped if their article is withdrawn before their turn", async () => {
    const receiver = await startReceiver();
    const { id } = await addEndpoint(receiver.url);
    const article = anArticle();
    await send(article);
    await until(async () => receiver.received.length === 1, "its tags are told");
    await fetchJson(`${service.url}/v1/webhooks/cms`, signed(article, { type: "article.unpublished" }));
    const { eventId } = (await log(id))[0] ?? {};
    await call("POST", `/v1/endpoints/${id}/replay`, { eventId });
    await until(async () => (await log(id))[0]?.state === "dropped", "it is dropped");
    assert.equal(receiver.received.length, 1);
    await remove(id);
  });

  it("are streamed to listeners, each of whom sees only what its key may see", async () => {
    const sources = callAs(service.url);
    assert.equal((await sources("PUT", "/v1/sources/other", { adapter: "standard" })).status, 201);
    const bound = await sources("POST", "/v1/keys", { name: "Other", scopes: ["read"], source: "other" });
    const [all, few] = await Promise.all([
      openEventStream(service.url),
      openEventStream(service.url, "0", bound.body.key),
    ]);
    const article = await send();
    await until(async () => all.events.some(({ data }) => data.data.articleId === article), "it is in the stream");
    const event = all.events.at(-1);
    assert.equal(event?.type, "article.tagged");
    assert.equal(event.data.type, "article.tagged");
    assert.deepEqual(few.events, []);
    assert.equal((await callAs(service.url)("GET", "/v1/events", undefined, { "last-event-id": "x" })).status, 400);
    assert.ok(((await scrape(service.url)).samples.get("beatline_event_listeners") ?? 0) >= 2);
    all.close();
    assert.equal((await sources("DELETE", `/v1/keys/${bound.body.id}`)).status, 204);
    const revoked = Date.now();
    await few.ended;
    assert.ok(Date.now() - revoked < 5_000, "a stream ends with its key");
  });

  it("are lost to no endpoint and no listener when the service is killed after tagging", async () => {
    const receiver = await startReceiver();
    const { id } = await addEndpoint(receiver.url);
    const stream = await openEventStream(service.url);
    const first = await send();
    await until(async () => stream.events.length === 1, "the stream has begun");
    const sent = [first, ...(await Promise.all(Array.from({ length: 20 }, () => send())))];
    await until(async () => receiver.received.length > 1, "some are told");
    await service.child.end("SIGKILL");
    await stream.ended;
    const last = stream.events.at(-1)?.id;
    service = await start();
    const resumed = await openEventStream(service.url, last);
    const toldOf = (ids: string[]) => sent.every((article) => ids.includes(article));
    const heard = () => [...stream.events, ...resumed.events].map(({ data }) => data.data.articleId);
    await until(async () => toldOf(receiver.received.map(({ event }) => event.data.articleId)), "all are told", 45_000);
    await until(async () => toldOf(heard()), "all are in the stream");
    assert.equal(new Set(heard()).size, heard().length, "none is in the stream twice");
    const ids = [...stream.events, ...resumed.events].map(({ id }) => Number(id));
    assert.deepEqual(
      ids,
      ids.toSorted((left, right) => left - right),
    );
    await remove(id);
    const ended = Date.now();
    await service.child.end("SIGTERM");
    await resumed.ended;
    assert.ok(Date.now() - ended < 10_000, "the stream ends with the service");
  });
});
