import assert from "node:assert/strict";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { openJournal } from "../../src/commands/backfill-journal.js";
import { temporaryDirectory } from "../support/service.js";

describe("the journal of a backfill", () => {
  const file = join(temporaryDirectory(), "ghost.json");
  const run = {
    source: "cms",
    url: "http://127.0.0.1:3000",
    format: "ghost",
    siteUrl: "https://news.example",
  } as const;

  it("resumes the same file with the same options, and starts over when one of them differs", async () => {
    writeFileSync(file, "{}");
    await (await openJournal(file, run)).save({ done: 7, refused: 1 });
    assert.equal((await openJournal(file, run)).done, 7);
    const others = [
      { source: "wire" },
      { url: "http://127.0.0.1:3001" },
      { format: "jsonl" as const },
      { siteUrl: "https://b.example" },
    ];
    for (const other of others)
      assert.equal((await openJournal(file, { ...run, ...other })).done, 0, JSON.stringify(other));
  });

  it("resumes a folder, however its path is written, unless one of its files has changed", async () => {
    const folder = join(temporaryDirectory(), "stories");
    mkdirSync(join(folder, "2026"), { recursive: true });
    const files = ["1.json", "2026/2.json"].map((name) => join(folder, name));
    for (const name of files) writeFileSync(name, "{}");
    await (await openJournal(folder, run)).save({ done: 1, refused: 0 });
    assert.equal((await openJournal(`${folder}/`, run)).done, 1);
    writeFileSync(files[1] ?? "", "{ }");
    assert.equal((await openJournal(folder, run)).done, 0);
  });

  it("resumes a file whose format was told by its extension", async () => {
    const { source, url } = run;
    await (await openJournal(file, { source, url })).save({ done: 3, refused: 0 });
    assert.equal((await openJournal(file, { source, url })).done, 3);
  });
});
