import assert from "node:assert/strict";
import { Redis } from "ioredis";
import { articleId } from "../../src/domain/article.js";
import { callAs } from "../support/admin.js";
import { anArticle, signed } from "../support/deliveries.js";
import { openEventStream } from "../support/event-stream.js";
import { describeWith } from "../support/programs.js";
import { postTaken, until } from "../support/promises.js";
import { startReceiver } from "../support/receiver.js";
import { type ScaleOut, startScaleOut } from "../support/scale-out.js";

const ARTICLES = 60;

describeWith(["initdb", "postgres", "redis-server"], "events over PostgreSQL and Redis", () => {
  let servers: ScaleOut;

  before(async () => {
    servers = await startScaleOut({ ALLOW_PRIVATE_ENDPOINTS: "true" });
  });
  after(() => servers?.remove());

  it("reach every receiver when a worker is killed, Redis is flushed and a listener changes apis", async () => {
    const [api, other, worker] = await Promise.all([servers.startApi(), servers.startApi(), servers.startWorker()]);
    const receiver = await startReceiver();
    assert.equal((await callAs(api.url)("POST", "/v1/endpoints", { url: receiver.url })).status, 201);
    const stream = await openEventStream(api.url);
    const articles = Array.from({ length: ARTICLES }, () => anArticle());
    const posting = postTaken(
      other.url,
      articles.map((article) => signed(article)),
    );
    await until(async () => receiver.received.length > 0, "some are told");
    await worker.end("SIGKILL");
    const redis = new Redis(servers.redis.url);
    await redis.flushall();
    redis.disconnect();
    await posting;
    const left = stream.events.at(-1)?.id ?? "0";
    stream.close();
    await servers.startWorker();
    const resumed = await openEventStream(other.url, left);
    const ids = articles.map(({ id }) => articleId("cms", id)).toSorted();
    const told = () => new Set(receiver.received.map(({ event }) => event.data.articleId));
    await until(async () => told().size === ARTICLES, "the endpoint is told of all");
    const heard = () => [...stream.events, ...resumed.events].map(({ data }) => data.data.articleId);
    await until(async () => heard().length >= ARTICLES, "the stream has all");
    assert.deepEqual(heard().toSorted(), ids, "and each of them once");
    resumed.close();
  });
});
