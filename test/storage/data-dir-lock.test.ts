import assert from "node:assert/strict";
import { mkdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { lockDataDir } from "../../src/storage/data-dir-lock.js";
import { temporaryDirectory } from "../support/service.js";

const LONGER_THAN_A_LOOK_MS = 600;

describe("the lock of a data directory", () => {
  const parent = temporaryDirectory();
  let lost = 0;
  const onLost = () => {
    lost++;
  };

  /** Makes a directory and resets the losses. */
  function makeDirectory(name: string): string {
    lost = 0;
    const dataDir = join(parent, name);
    mkdirSync(dataDir);
    return dataDir;
  }

  it("reports no loss while it is held, nor after it is released", async () => {
    const unlock = await lockDataDir(makeDirectory("kept"), onLost);
    await sleep(LONGER_THAN_A_LOOK_MS);
    await unlock();
    await sleep(LONGER_THAN_A_LOOK_MS);
    assert.equal(lost, 0);
  });

  it("is refused while it is held, and can be taken again as soon as it is released", async () => {
    const dataDir = makeDirectory("passed-on");
    const unlock = await lockDataDir(dataDir, onLost);
    await assert.rejects(lockDataDir(dataDir, onLost), /Another Beatline process has .* open/);
    await unlock();
    await (await lockDataDir(dataDir, onLost))();
  });

  it("goes to one of several that ask for it at once", async () => {
    const dataDir = makeDirectory("crowded");
    const all = await Promise.allSettled(Array.from({ length: 5 }, () => lockDataDir(dataDir, onLost)));
    const refused = all.flatMap((each) => (each.status === "rejected" ? [String(each.reason)] : []));
    assert.equal(refused.length, 4);
    for (const reason of refused) assert.match(reason, /Another Beatline process has .* open/);
    for (const each of all) if (each.status === "fulfilled") await each.value();
  });

  it("reports once that the directory is gone", async () => {
    const dataDir = makeDirectory("removed");
    const unlock = await lockDataDir(dataDir, onLost);
    rmSync(dataDir, { recursive: true });
    await sleep(2 * LONGER_THAN_A_LOOK_MS);
    assert.equal(lost, 1);
    await unlock();
  });

  it("reports that another directory has taken its place", async () => {
    const dataDir = makeDirectory("replaced");
    const unlock = await lockDataDir(dataDir, onLost);
    rmSync(dataDir, { recursive: true });
    mkdirSync(dataDir);
    const unlockNext = await lockDataDir(dataDir, () => assert.fail("the new holder lost nothing"));
    await sleep(LONGER_THAN_A_LOOK_MS);
    assert.equal(lost, 1);
    await unlockNext();
    await unlock();
  });
});
