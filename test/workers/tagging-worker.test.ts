import assert from "node:assert/strict";
import { pino } from "pino";
import { TimeLimitError } from "../../src/domain/errors.js";
import { createMetrics } from "../../src/metrics.js";
import { startWork } from "../../workers/tagging-worker.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { until } from "../support/promises.js";
import { openStore } from "../support/stored-articles.js";

describe("the work of tagging", () => {
  const closing = closeAfterSuite();
  it("times each attempt of the classifier, even one that reaches the time limit", async () => {
    const database = await openTestDatabase(closing);
    const metrics = createMetrics({ version: "test", modelVersion: "model-1" });
    const classify = () => Promise.reject(new TimeLimitError("The classifier took longer than 30 s"));
    const work = startWork(
      {
        ...database,
        backend: { kind: "postgres", pool: database.queuePool },
        pool: { classify, classifyAlone: classify },
        metrics,
        log: pino({ level: "silent" }),
      },
      { modelVersion: "model-1", concurrency: 1 },
    );
    const counted = async () => {
      const { values } = await metrics.stages.get();
      const count = values.find(
        ({ metricName, labels }) => metricName?.endsWith("_count") && labels.stage === "classify",
      );
      return count?.value ?? 0;
    };
    try {
      await openStore(database.db).save();
      await until(async () => (await counted()) >= 3, "three tries are timed", 60_000);
    } finally {
      await work.stop();
    }
    assert.equal(await counted(), 3);
  });
});
