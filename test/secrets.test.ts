import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { setImmediate as nextTurn } from "node:timers/promises";
import { ensureSecrets } from "../src/secrets.js";
import { temporaryDirectory } from "./support/service.js";

const ROUNDS = 10;

describe("the secrets made at the first start", () => {
  const ensure = (dataDir: string) => ensureSecrets({ dataDir, apiKey: undefined, webhookSecrets: undefined });

  it("are readable by their owner alone, and stay the same at the next start", async () => {
    const dataDir = temporaryDirectory();
    const { made, ...first } = await ensure(dataDir);
    assert.ok(made);
    assert.equal(statSync(join(dataDir, "secrets.json")).mode & 0o777, 0o600);
    assert.deepEqual(await ensure(dataDir), { ...first, made: false });
    assert.deepEqual(readdirSync(dataDir), ["secrets.json"]);
  });

  it("are never seen half-written, so that a kill leaves nothing to repair", async () => {
    const folder = temporaryDirectory();
    for (let round = 0; round < ROUNDS; round++) {
      const dataDir = join(folder, String(round));
      const path = join(dataDir, "secrets.json");
      let over = false;
      const making = ensure(dataDir).finally(() => {
        over = true;
      });
      while (!over) {
        if (existsSync(path)) JSON.parse(readFileSync(path, "utf8"));
        await nextTurn();
      }
      await making;
    }
  });

  it("are made even after a start that was killed while writing them", async () => {
    const dataDir = temporaryDirectory();
    writeFileSync(join(dataDir, "secrets.json.new"), '{"apiKey"', { mode: 0o600 });
    assert.ok((await ensure(dataDir)).made);
    assert.ok(!(await ensure(dataDir)).made);
  });
});
