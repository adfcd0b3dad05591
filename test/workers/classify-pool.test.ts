import assert from "node:assert/strict";
import { readFileSync, renameSync } from "node:fs";
import { join } from "node:path";
import { pino } from "pino";
import { readModelCard } from "../../models/card.js";
import { ClassificationError, TimeLimitError } from "../../src/domain/errors.js";
import { type ClassifyPool, openClassifyPool, type Reading } from "../../workers/classify-pool.js";
import { copyModels } from "../support/other-models.js";
import { childrenOf } from "../support/postgres-server.js";
import { temporaryDirectory } from "../support/service.js";

const THREAD = new URL("../../dist/workers/classify-thread.js", import.meta.url);
const POISONED = new URL("../support/poison-thread.mjs", import.meta.url);
const ARTICLE = { headline: "Port workers vote to strike", body: "They want more pay.", bodyFormat: "text" } as const;

const listLoneProcesses = () =>
  childrenOf(process.pid).filter((pid) => /classify-process/.test(readFileSync(`/proc/${pid}/cmdline`, "utf8")));

const isNoFaultOfTheArticle = (error: unknown) => !(error instanceof ClassificationError);

describe("threads that classify", () => {
  const { version } = readModelCard("models");
  const opened: ClassifyPool[] = [];
  const open = (models: { dir: string; version: string }, reading: Partial<Reading> = {}) => {
    const given = { thread: THREAD, longestMs: 60_000, ...reading };
    const pool = openClassifyPool(models, pino({ level: "silent" }), given);
    opened.push(pool);
    return pool;
  };
  after(() => Promise.all(opened.map(({ close }) => close())));

  for (const way of ["classify", "classifyAlone"] as const) {
    it(`blame no article for missing models, and read it once they are back: ${way}`, async () => {
      const dir = copyModels(temporaryDirectory());
      const models = { dir, version: readModelCard(dir).version };
      const pool = open(models);
      renameSync(join(dir, "tone"), join(dir, "away"));
      await assert.rejects(pool[way](ARTICLE), (error: Error) => {
        assert.match(error.message, /tone/);
        return isNoFaultOfTheArticle(error);
      });
      renameSync(join(dir, "away"), join(dir, "tone"));
      assert.equal((await pool[way](ARTICLE)).modelVersion, models.version);
    });

    it(`refuse models other than those that this process announces: ${way}`, async () => {
      const pool = open({ dir: copyModels(temporaryDirectory()), version });
      await assert.rejects(pool[way](ARTICLE), (error: Error) => {
        assert.match(error.message, new RegExp(`are now \\S+, but this process runs ${version}: restart it`));
        return isNoFaultOfTheArticle(error);
      });
    });
  }

  it("blame no article for a start that takes longer than the limit", async () => {
    const pool = open({ dir: "models", version }, { longestMs: 1 });
    await assert.rejects(pool.classify(ARTICLE), (error: Error) => {
      assert.equal(error.message, "The classifier did not start within 0.001 s");
      return isNoFaultOfTheArticle(error);
    });
  });

  it("blame an article for an error or a hang while they read it", async () => {
    const pool = open({ dir: "models", version }, { thread: POISONED, longestMs: 5_000 });
    await pool.start(async (classify) => void (await classify(ARTICLE)));
    for (const [headline, reason] of [
      ["throws", new ClassificationError("The classifier failed with Error")],
      ["hangs", new TimeLimitError("The classifier took longer than 5 s")],
    ] as const) {
      await assert.rejects(pool.classify({ ...ARTICLE, headline }), reason);
    }
  });

  it("blame no suspect for the signal that tells all processes of a service to end", async () => {
    const pool = open({ dir: "models", version }, { thread: POISONED, longestMs: 5_000 });
    const ofOthers = listLoneProcesses();
    await pool.classifyAlone(ARTICLE);
    const hanging = assert.rejects(
      pool.classifyAlone({ ...ARTICLE, headline: "hangs" }),
      new ClassificationError("The classifier took longer than 5 s"),
    );
    const alone = listLoneProcesses().filter((pid) => !ofOthers.includes(pid));
    assert.equal(alone.length, 1);
    for (const pid of alone) process.kill(pid, "SIGTERM");
    await hanging;
  });
});
