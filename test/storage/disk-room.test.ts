import assert from "node:assert/strict";
import { join } from "node:path";
import { measureRoom, requireRoom, watchRoom } from "../../src/storage/disk-room.js";
import { until } from "../support/promises.js";
import { temporaryDirectory } from "../support/service.js";

const MB = 1024 * 1024;

describe("the disk space of an embedded database", () => {
  const folder = temporaryDirectory();

  it("lets the database start where there is enough", async () => {
    assert.ok((await measureRoom(folder)) > 0);
    await requireRoom(join(folder, "postgres"), folder);
  });

  it("makes the database read-only while it is short, and reports each change once", async () => {
    const free = [1_000, 1_000, 1, 1];
    const settings: boolean[] = [];
    const lines: string[] = [];
    const endWatch = watchRoom({
      measure: async () => (free.shift() ?? 1_000) * MB,
      setReadOnly: async (readOnly) => void settings.push(readOnly),
      report: (line) => void lines.push(line),
    });
    await until(async () => settings.length >= 5, "it was looked at");
    endWatch();
    assert.deepEqual(settings.slice(0, 5), [false, false, true, true, false]);
    assert.deepEqual(
      lines.map((line) => /free some space|has room again/.exec(line)?.[0]),
      ["free some space", "has room again"],
    );
  });
});
