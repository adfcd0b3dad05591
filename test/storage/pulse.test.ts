import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createPulse } from "../../src/storage/pulse.js";

const LONGER_THAN_A_LOOK_MS = 1_500;
const silence = () => new Promise<never>(() => {});

describe("the pulse of a database", () => {
  it("lets a slow call finish on a server that answers", async () => {
    const guard = createPulse(async () => true);
    assert.equal(await guard(sleep(LONGER_THAN_A_LOOK_MS, "late")), "late");
  });

  it("gives up on every call to a server that does not answer, and on those that follow", async () => {
    const guard = createPulse(silence);
    const calls = await Promise.allSettled([guard(silence()), guard(silence())]);
    assert.deepEqual(new Set(calls.map(({ status }) => status)), new Set(["rejected"]));
    await assert.rejects(guard(silence()), /does not answer/);
  });

  it("takes the end of another call as a sign of life", async () => {
    const guard = createPulse(silence);
    const slow = guard(sleep(LONGER_THAN_A_LOOK_MS, "late"));
    const end = Date.now() + LONGER_THAN_A_LOOK_MS;
    while (Date.now() < end) await guard(sleep(20));
    assert.equal(await slow, "late");
  });

  it("passes on the error of a call", async () => {
    const guard = createPulse(async () => true);
    await assert.rejects(guard(Promise.reject(new Error("a wrong statement"))), /wrong statement/);
  });
});
