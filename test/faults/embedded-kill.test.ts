import assert from "node:assert/strict";
import { rmSync } from "node:fs";
import { manyArticles } from "../support/deliveries.js";
import { assertTaggedOnce, countTaggings, postAll, postTaken, until, withTables } from "../support/promises.js";
import { startEntry, startService, temporaryDirectory } from "../support/service.js";

const KILLS = 20;
/** Articles sent to each process, which is killed after the first few. */
const ARTICLES = 30;
const MOST_BEFORE_KILL = 20;

describe("the embedded process", () => {
  const dataDir = temporaryDirectory();

  it("gives each 202 exactly one tagging, even when killed 20 times at work", async function () {
    // Each process takes about three seconds to start on two cores, and several times that on a shared machine.
    this.timeout(600_000);
    const all = [];
    const taken = [];
    for (let kill = 0; kill < KILLS; kill++) {
      const deliveries = manyArticles(ARTICLES, `kill-${kill}`);
      const { url, child } = await startService({ DATA_DIR: dataDir, LOG_LEVEL: "warn" });
      const killAt = 1 + (kill % MOST_BEFORE_KILL);
      const answered = await postAll(url, deliveries, {
        atOnce: 8,
        onTaken: (count) => {
          if (count === killAt) child.process.kill("SIGKILL");
        },
      });
      await child.exited;
      const ids = answered.filter((id) => id !== undefined);
      assert.ok(ids.length >= killAt && ids.length < ARTICLES, `${ids.length} were taken`);
      taken.push(...ids);
      all.push(...deliveries);
    }
    const last = await startService({ DATA_DIR: dataDir, LOG_LEVEL: "warn" });
    const again = await postTaken(last.url, all.slice(-ARTICLES));
    await until(async () => (await countOpen(last.url)) === 0, "the queue is empty", 120_000);
    assert.equal(await last.child.end("SIGTERM"), 0);
    await assertTaggedOnce({ dataDir }, [...taken, ...again]);
    const counts = await withTables({ dataDir }, countTaggings);
    assert.ok(
      [...counts.values()].every(({ all }) => all === 1),
      "no article has two taggings",
    );
  });

  it("refuses to start on a data directory that another process has open", async () => {
    const holder = await startService({ DATA_DIR: dataDir, LOG_LEVEL: "warn" });
    const second = startEntry("src/main.js", { DATA_DIR: dataDir, PORT: "0" });
    assert.equal(await second.exited, 1);
    assert.match(second.output(), /Another Beatline process has .* open\. Stop it, set DATA_DIR/);
    await holder.child.end("SIGTERM");
  });

  it("ends when its data directory is removed, and leaves the one made in its place intact", async function () {
    this.timeout(180_000);
    const settings = { DATA_DIR: dataDir, LOG_LEVEL: "warn" };
    const robbed = await startService(settings);
    // Retries, since the process still writes into it.
    rmSync(dataDir, { recursive: true, maxRetries: 10 });
    const next = await startService(settings);
    assert.equal(await robbed.child.exited, 1);
    assert.match(robbed.child.output(), /was removed or replaced while Beatline had it open\. Beatline stopped/);
    const taken = await postTaken(next.url, manyArticles(3, "after"));
    await until(async () => (await countOpen(next.url)) === 0, "the queue is empty", 60_000);
    assert.equal(await next.child.end("SIGTERM"), 0);
    await assertTaggedOnce({ dataDir }, taken);
  });
});

/** Counts the jobs that are not finished. */
async function countOpen(url: string): Promise<number> {
  const readiness = await (await fetch(`${url}/readyz`)).json();
  // What /readyz answers; the test fails on anything else.
  return (readiness as { queue: { open: number } }).queue.open;
}
