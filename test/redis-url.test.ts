import assert from "node:assert/strict";
import { parseRedisUrl } from "../src/redis-url.js";

describe("a Redis URL", () => {
  it("names one server in the form that ioredis reads", () => {
    assert.deepEqual(parseRedisUrl("redis://localhost"), { kind: "single", url: "redis://localhost" });
    const url = "rediss://queue:p%40ss@redis.example:6380/2";
    assert.deepEqual(parseRedisUrl(url), { kind: "single", url });
    assert.ok(parseRedisUrl("redis://redis.internal?family=0"));
  });

  it("names Sentinels and the master that they watch", () => {
    assert.deepEqual(parseRedisUrl("redis+sentinel://a.example:26380,b.example/newsroom"), {
      kind: "sentinel",
      nodes: [
        { host: "a.example", port: 26380 },
        { host: "b.example", port: 26379 },
      ],
      master: "newsroom",
      sentinelPassword: undefined,
      username: undefined,
      password: undefined,
      tls: false,
    });
  });

  it("names the nodes of a Cluster, even by IPv6 address", () => {
    assert.deepEqual(parseRedisUrl("rediss+cluster://:secret@[::1]:7000,10.0.0.2"), {
      kind: "cluster",
      nodes: [
        { host: "::1", port: 7000 },
        { host: "10.0.0.2", port: 6379 },
      ],
      username: undefined,
      password: "secret",
      tls: true,
    });
  });

  it("carries percent-encoded logins and a separate password for the Sentinels", () => {
    const target = parseRedisUrl("redis+sentinel://queue:p%40ss%3A1@a/newsroom?sentinelPassword=s%26p");
    assert.ok(target?.kind === "sentinel");
    assert.deepEqual([target.username, target.password, target.sentinelPassword], ["queue", "p@ss:1", "s&p"]);
  });

  it("is refused when a part is missing, unknown or wrong", () => {
    const wrong = [
      "http://localhost",
      "redis+other://a",
      "redis+sentinel://a,b",
      "redis+sentinel://a/newsroom?db=1",
      "redis+sentinel://a:99999/newsroom",
      "redis+cluster://a,,b",
      "redis+cluster://a/newsroom",
      "redis+cluster://%zz@a",
      "redis://a:1,b:2",
      "redis://a/newsroom",
      "redis://a?db=newsroom",
      "redis://a/1?connectTimeout=5s",
      "rediss://a?tls=true",
      "redis://:100%zz@a",
    ];
    assert.deepEqual(
      wrong.filter((url) => parseRedisUrl(url)),
      [],
    );
  });
});
