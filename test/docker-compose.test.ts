import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";
import { readConfig, SETTING_NAMES } from "../src/config.js";
import { API_KEY, WEBHOOK_SECRET } from "./support/service.js";

const compose = z.object({
  services: z.record(
    z.string(),
    z.object({
      command: z.array(z.string()).optional(),
      environment: z.record(z.string(), z.string()).optional(),
      healthcheck: z.object({ test: z.array(z.string()) }),
    }),
  ),
});

describe("docker-compose.yml", () => {
  const { services } = compose.parse(parse(readFileSync("docker-compose.yml", "utf8"), { merge: true }));

  it("runs scale-out: PostgreSQL, Redis, the api and the worker, each with a health check", () => {
    assert.deepEqual(Object.keys(services).sort(), ["api", "postgres", "redis", "worker"]);
  });

  it("gives the api and the worker only settings that the service knows and accepts", () => {
    for (const name of ["api", "worker"]) {
      const environment = services[name]?.environment ?? {};
      assert.deepEqual(
        Object.keys(environment).filter((setting) => !SETTING_NAMES.includes(setting)),
        [],
      );
      const config = readConfig({ ...environment, API_KEY, WEBHOOK_SECRET }, ".");
      assert.match(config.databaseUrl ?? "", /@postgres:5432/);
      assert.deepEqual(config.redis, { kind: "single", url: "redis://redis:6379" });
    }
  });

  it("runs a Redis that keeps its jobs: append-only file, no eviction", () => {
    const command = services.redis?.command?.join(" ") ?? "";
    assert.match(command, /--appendonly yes/);
    assert.match(command, /--maxmemory-policy noeviction/);
  });
});
