import assert from "node:assert/strict";
import { startOutboundRelay } from "../../src/queue/outbound-relay.js";
import { until } from "../support/promises.js";

describe("the outbound relay", () => {
  it("numbers events between the parts of a purge, and stops even if parts remain", async () => {
    const did: string[] = [];
    const relay = startOutboundRelay(
      {
        numberEvents: async () => did.push("numbered") - did.length,
        listDueEndpoints: async () => [],
        enqueue: async () => {},
        purge: async () => did.push("purged a part"),
      },
      assert.ifError,
    );
    await until(async () => did.length >= 6, "there were three rounds");
    await relay.stop();
    assert.deepEqual(did, Array(3).fill(["numbered", "purged a part"]).flat());
  });
});
