import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { createBriefCache } from "../../src/http/brief-cache.js";

describe("the brief cache", () => {
  const counted = (answer: (name: string) => Promise<string | undefined>) => {
    const asked: string[] = [];
    const cache = createBriefCache((name) => {
      asked.push(name);
      return answer(name);
    });
    return { cache, asked };
  };

  it("asks once for everyone who asks at the same time or soon after", async () => {
    const { cache, asked } = counted(async (name) => `found ${name}`);
    const answers = await Promise.all([cache.find("a"), cache.find("a"), cache.find("b")]);
    assert.deepEqual([...answers, await cache.find("a")], ["found a", "found a", "found b", "found a"]);
    assert.deepEqual(asked, ["a", "b"]);
  });

  it("asks again after three seconds, even if the clock was set back meanwhile", async () => {
    const { cache, asked } = counted(async (name) => `found ${name}`);
    await cache.find("a");
    const { now } = Date;
    Date.now = () => now() - 3_600_000;
    try {
      await sleep(3_100);
      await cache.find("a");
    } finally {
      Date.now = now;
    }
    assert.deepEqual(asked, ["a", "a"]);
  });

  it("asks again for what it was told to forget, even while an answer is on its way", async () => {
    let version = 1;
    const { cache } = counted(async () => `version ${version}`);
    const early = cache.find("a");
    version = 2;
    cache.forget("a");
    assert.equal(await early, "version 1");
    assert.equal(await cache.find("a"), "version 2");
  });

  it("remembers neither missing values nor failures", async () => {
    const missing = counted(async () => undefined);
    for (let times = 0; times < 2; times++) assert.equal(await missing.cache.find("a"), undefined);
    assert.deepEqual(missing.asked, ["a", "a"]);
    const failing = counted(() => Promise.reject(new Error("the database is away")));
    for (let times = 0; times < 2; times++) await assert.rejects(() => failing.cache.find("a"), /is away/);
    assert.deepEqual(failing.asked, ["a", "a"]);
  });
});
