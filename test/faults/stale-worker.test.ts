import assert from "node:assert/strict";
import { aLongBody, manyArticles } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { assertTaggedOnce, postTaken } from "../support/promises.js";
import { type ScaleOut, startScaleOut } from "../support/scale-out.js";

const JOBS = 20;

describeWith(["initdb", "postgres", "redis-server"], "a worker whose event loop is blocked past its locks", () => {
  let system: ScaleOut;

  before(async () => {
    system = await startScaleOut();
  });
  after(() => system?.remove());

  it("has its late writes refused, and keeps working", async function () {
    // 10 s until the locks run out, two checks 5 s apart, and three process starts.
    this.timeout(300_000);
    const api = await system.startApi();
    const ids = await postTaken(api.url, manyArticles(JOBS, "stale", { body: aLongBody() }));

    const blocked = await system.startWorker();
    // All jobs are loaded at once, so when the first is done, the others are in progress.
    await blocked.waitFor(/"msg":"tagged"/, 120_000);
    blocked.process.kill("SIGSTOP");
    const held = await system.countActive(blocked.process.pid);
    assert.ok(held > 0, "it was stopped with jobs in hand");

    const other = await system.startWorker();
    await assertTaggedOnce(system.store, ids);
    assert.equal(await other.end("SIGTERM"), 0);
    blocked.process.kill("SIGCONT");
    await blocked.waitFor(/nothing to tag/, 60_000);
    await assertTaggedOnce(system.store, ids);

    await assertTaggedOnce(system.store, await postTaken(api.url, manyArticles(5, "later")));
    assert.equal(await blocked.end("SIGTERM"), 0);
    assert.equal(await system.countActive(), 0);
  });
});
