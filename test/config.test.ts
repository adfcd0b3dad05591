import assert from "node:assert/strict";
import { ConfigError, chooseConcurrency, readCommandConfig, readConfig } from "../src/config.js";
import { API_KEY, WEBHOOK_SECRET } from "./support/service.js";

function problemsOf(environment: NodeJS.ProcessEnv): readonly string[] {
  try {
    readConfig(environment, ".");
  } catch (error) {
    assert.ok(error instanceof ConfigError);
    return error.problems;
  }
  return [];
}

describe("the settings", () => {
  it("are all optional: the default is embedded, on the loopback address", () => {
    const config = readConfig({}, "/srv/beatline");
    assert.equal(config.host, "127.0.0.1");
    assert.equal(config.port, 3000);
    assert.equal(config.databaseUrl, undefined);
    assert.equal(config.modelDir, "/srv/beatline/models");
    assert.ok(Object.isFrozen(config));
  });

  it("report every problem at once", () => {
    const problems = problemsOf({ PORT: "http", BODY_LIMIT: "5 apples", LOG_LEVEL: "loud" });
    assert.equal(problems.length, 3);
    assert.match(problems.join(), /PORT must be a whole number.*BODY_LIMIT must be.*LOG_LEVEL/s);
  });

  it("refuse a name that is a typo away from a setting", () => {
    assert.deepEqual(problemsOf({ WORKER_CONCURENCY: "8" }), [
      "WORKER_CONCURENCY is not a Beatline setting; did you mean WORKER_CONCURRENCY?",
    ]);
  });

  it("leave the rest of the environment alone", () => {
    assert.deepEqual(
      problemsOf({ PATH: "/bin", HOSTNAME: "a", POST: "x", REDIS_HOST: "b", npm_config_cache: "c" }),
      [],
    );
  });

  it("must include secrets once DATABASE_URL names a server", () => {
    const problems = problemsOf({ DATABASE_URL: "postgresql://localhost/beatline" });
    assert.match(problems.join("\n"), /API_KEY must be set/);
    assert.match(problems.join("\n"), /WEBHOOK_SECRET must be set/);
  });

  it("of a command are checked alone, so that those of the service may be missing or wrong", () => {
    const environment = { DATABASE_URL: "postgresql://localhost/beatline", PORT: "http", WORKER_CONCURENCY: "8" };
    assert.equal(readCommandConfig(environment, "/srv/beatline", "MODEL_DIR").modelDir, "/srv/beatline/models");
    const { databaseUrl } = readCommandConfig(environment, ".", "DATABASE_URL", "DATA_DIR");
    assert.equal(databaseUrl, "postgresql://localhost/beatline");
    assert.throws(
      () => readCommandConfig({ BEATLINE_URL: "tags.news", SOURCE_SECRTE: "x" }, ".", "BEATLINE_URL", "SOURCE_SECRET"),
      /BEATLINE_URL must be a URL.*SOURCE_SECRTE is not a Beatline setting; did you mean SOURCE_SECRET\?/s,
    );
  });

  it("refuse Redis without PostgreSQL, since Redis stores no articles", () => {
    assert.match(problemsOf({ REDIS_URL: "redis://localhost" }).join(), /REDIS_URL needs DATABASE_URL/);
  });

  it("accept Redis by Sentinel or Cluster, and name the valid forms without showing a password", () => {
    const server = { DATABASE_URL: "postgresql://localhost/beatline", API_KEY, WEBHOOK_SECRET };
    const config = readConfig({ ...server, REDIS_URL: "redis+sentinel://a,b/newsroom" }, ".");
    assert.equal(config.redis?.kind, "sentinel");
    const problems = problemsOf({ ...server, REDIS_URL: "redis+sentinel://:hunter2@a,b" }).join();
    assert.match(problems, /REDIS_URL must have the form redis:.*redis\+sentinel:.*redis\+cluster:/);
    assert.doesNotMatch(problems, /hunter2/);
  });

  it("give a worker a metrics port only when one is set", () => {
    assert.equal(readConfig({}, ".").metricsPort, undefined);
    assert.equal(readConfig({ METRICS_PORT: "9464" }, ".").metricsPort, 9464);
  });

  it("accept an old and a new webhook secret while rotating, and sizes with a unit", () => {
    const config = readConfig(
      { API_KEY, WEBHOOK_SECRET: `${WEBHOOK_SECRET} ${WEBHOOK_SECRET}`, BODY_LIMIT: "2mb" },
      ".",
    );
    assert.equal(config.webhookSecrets?.length, 2);
    assert.equal(config.bodyLimit, 2 * 1024 * 1024);
  });

  it("refuse a limit that lets no body through", () => {
    for (const BODY_LIMIT of ["0", "0kb"])
      assert.deepEqual(problemsOf({ BODY_LIMIT }), ["BODY_LIMIT must be at least one byte"]);
    assert.equal(readConfig({ BODY_LIMIT: "1" }, ".").bodyLimit, 1);
  });

  it("give a worker a hundred jobs per core, up to the highest value that may be set", () => {
    assert.deepEqual([1, 2, 10, 64].map(chooseConcurrency), [100, 200, 1000, 1000]);
  });

  it("limit keys, sources and failures, and trust no proxy, unless they say otherwise", () => {
    const { limits, trustProxy } = readConfig({}, ".");
    assert.deepEqual({ ...limits, trustProxy }, { perKey: 6000, perSource: 30_000, failures: 60, trustProxy: 0 });
    const set = { KEY_REQUESTS_PER_MINUTE: "100", SOURCE_REQUESTS_PER_MINUTE: "200", FAILURES_PER_MINUTE: "5" };
    const changed = readConfig({ ...set, TRUST_PROXY: "2" }, ".");
    assert.deepEqual(changed.limits, { perKey: 100, perSource: 200, failures: 5 });
    assert.equal(changed.trustProxy, 2);
    assert.match(problemsOf({ TRUST_PROXY: "true" }).join(), /TRUST_PROXY must be a whole number/);
  });

  it("refuse an API key that is too short or that no header could hold, without showing it", () => {
    for (const key of ["fifteen-letters", "hunter2 hunter2 hunter2", "hunter2-hunter2-hünter2", `${API_KEY}\n`]) {
      const problems = problemsOf({ API_KEY: key }).join();
      assert.match(problems, /API_KEY must have at least 16 ASCII characters and no spaces/);
      assert.doesNotMatch(problems, /hunter2/);
    }
  });

  it("name the form of a webhook secret without showing the secret", () => {
    const problems = problemsOf({ WEBHOOK_SECRET: "hunter2-hunter2" }).join();
    assert.match(problems, /WEBHOOK_SECRET must be whsec_/);
    assert.doesNotMatch(problems, /hunter2/);
  });
});
