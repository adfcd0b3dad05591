import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import { aLongBody, manyArticles } from "../support/deliveries.js";
import { describeWith } from "../support/programs.js";
import { assertTaggedOnce, postTaken, until } from "../support/promises.js";
import { type ScaleOut, startScaleOut } from "../support/scale-out.js";

const JOBS = 1000;
const KILLS = 50;
/** A worker lives until it has tagged something, or for this long. */
const LONGEST_LIFE_MS = 1_000;
/** Few jobs at a time, so that the queue lasts for all the kills. */
const SLOW_WORKER = { WORKER_CONCURRENCY: "2" };

describeWith(["initdb", "postgres", "redis-server"], "workers that are killed", () => {
  let system: ScaleOut;

  before(async () => {
    system = await startScaleOut();
  });
  after(() => system?.remove());

  /** Starts one worker after the other, lets each work for a moment, and kills it while it holds jobs. */
  async function killInTurn(times: number): Promise<void> {
    for (let kills = 0; kills < times; kills++) {
      const worker = await system.startWorker(SLOW_WORKER);
      const holdsJobs = async () => (await system.countActive(worker.process.pid)) > 0;
      await until(holdsJobs, "the worker has jobs in hand");
      await Promise.race([worker.waitFor(/"msg":"tagged"/).catch(() => {}), sleep(LONGEST_LIFE_MS)]);
      await until(holdsJobs, "the worker has jobs in hand");
      await worker.end("SIGKILL");
      assert.ok(await holdsJobs(), `kill ${kills} came in the middle of a job`);
    }
  }

  it("lose nothing in 50 kills over 1,000 jobs", async function () {
    // A worker takes about three seconds to start on two cores, and several times that on a shared machine.
    this.timeout(900_000);
    const api = await system.startApi();
    const taken = await postTaken(api.url, manyArticles(JOBS, "killed", { body: aLongBody() }));
    await Promise.all([killInTurn(KILLS / 2), killInTurn(KILLS / 2)]);
    const survivor = await system.startWorker();
    await assertTaggedOnce(system.store, taken);
    assert.equal(await survivor.end("SIGTERM"), 0);
  });
});
