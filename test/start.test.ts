import assert from "node:assert/strict";
import { existsSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openMigrated } from "../src/start.js";
import { temporaryDirectory } from "./support/service.js";

describe("the data directory", () => {
  const folder = temporaryDirectory();
  const open = (dataDir: string) => openMigrated({ databaseUrl: undefined, dataDir }, ".");

  it("is refused with a remedy where it cannot be created, even in /proc, where Node's mkdir never returns", async () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    for (const dataDir of [file, join(file, "data"), ...(existsSync("/proc/self") ? ["/proc/beatline/data"] : [])]) {
      await assert.rejects(open(dataDir), /^Error: DATA_DIR must be a directory .*; set it to another one$/, dataDir);
    }
  });

  it("is created together with its parent folders", async () => {
    const dataDir = join(folder, "srv", "beatline");
    await (await open(dataDir)).close();
    assert.ok(existsSync(dataDir));
  });
});
