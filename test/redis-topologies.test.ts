import assert from "node:assert/strict";
import { anArticle, fetchJson, signed } from "./support/deliveries.js";
import { type PrivateServer, startPostgres } from "./support/postgres-server.js";
import { describeWith } from "./support/programs.js";
import { assertTagged, postDeliveries, until } from "./support/promises.js";
import { startRedisCluster, startRedisSentinel } from "./support/redis-server.js";
import { type Service, startService } from "./support/service.js";

const ARTICLES = 10;

describeWith(["initdb", "postgres", "redis-server"], "the service with its queue on several Redis servers", () => {
  let postgres: PrivateServer;
  const start = (redisUrl: string) =>
    startService({ DATABASE_URL: postgres.url, REDIS_URL: redisUrl, LOG_LEVEL: "warn" });
  const tagSome = async ({ url }: Service, prefix: string) => {
    const deliveries = Array.from({ length: ARTICLES }, (_, index) => signed(anArticle({ id: `${prefix}-${index}` })));
    const taken = await postDeliveries(url, deliveries);
    assert.equal(taken.length, ARTICLES);
    await assertTagged(url, taken);
  };
  const untilReady = ({ url }: Service) =>
    until(async () => (await fetchJson(`${url}/readyz`)).body.status === "ok", "it is ready");

  before(async () => {
    postgres = await startPostgres();
  });
  after(() => postgres?.remove());

  it("tags articles over a Cluster and reports ready", async () => {
    const cluster = await startRedisCluster();
    const service = await start(cluster.url);
    await untilReady(service);
    await tagSome(service, "cluster");
    assert.equal(await service.child.end("SIGTERM"), 0);
    await cluster.remove();
  });

  it("tags articles over the master that Sentinel names, and over the replica that replaces it", async function () {
    this.timeout(180_000);
    const sentinel = await startRedisSentinel();
    const service = await start(sentinel.url);
    await untilReady(service);
    await tagSome(service, "sentinel");
    await sentinel.killMaster();
    await tagSome(service, "failover");
    await untilReady(service);
    assert.equal(await service.child.end("SIGTERM"), 0);
    await sentinel.remove();
  });
});
