import assert from "node:assert/strict";
import { setTimeout as sleep } from "node:timers/promises";
import type { OpenDatabase } from "../../src/storage/database.js";
import { openServer } from "../../src/storage/server-database.js";
import { startPostgres } from "../support/postgres-server.js";
import { describeWith } from "../support/programs.js";
import { until } from "../support/promises.js";

describeWith(["initdb", "postgres"], "relays of several processes", () => {
  let postgres: Awaited<ReturnType<typeof startPostgres>>;
  let databases: OpenDatabase[];

  before(async () => {
    postgres = await startPostgres();
    const open = () => openServer(postgres.url, "src/storage/migrations");
    databases = await Promise.all([open(), open(), open()]);
  });
  after(async () => {
    await Promise.all((databases ?? []).map((database) => database.close()));
    await postgres?.remove();
  });

  /** Counts how often work is done that all come for, and that lasts until the others have left. */
  async function countRounds(work: () => Promise<void> = async () => {}): Promise<number> {
    let rounds = 0;
    let left = 0;
    const turns = databases.map(({ relayAlone }) =>
      relayAlone(async () => {
        rounds++;
        await until(async () => left === databases.length - rounds, "the others have left");
        await work();
      }).finally(() => left++),
    );
    await Promise.allSettled(turns);
    return rounds;
  }

  it("do the work once when they all come for it at the same time", async () => {
    assert.equal(await countRounds(), 1);
  });

  it("take the work over from a relay that froze while doing it", async () => {
    // PostgreSQL ends its transaction after half a minute.
    const [frozen, other] = databases;
    let thaw = () => {};
    const turn = frozen?.relayAlone(
      () =>
        new Promise<void>((resolve) => {
          thaw = resolve;
        }),
    );
    let done = false;
    await sleep(200);
    const take = async () => {
      await other?.relayAlone(async () => {
        done = true;
      });
      return done;
    };
    assert.equal(await take(), false);
    await until(take, "another one does the work");
    thaw();
    await assert.rejects(turn ?? Promise.resolve(), /not queryable/);
    assert.equal(await countRounds(), 1);
  });

  it("leave the work to the next round when one fails at it", async () => {
    await countRounds(async () => {
      throw new Error("the queue is away");
    });
    assert.equal(await countRounds(), 1);
  });
});
