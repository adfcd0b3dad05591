import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { hashData } from "../../../models/learning/corpus.js";

describe("the hash of training data", () => {
  let folder: string;
  before(() => {
    folder = mkdtempSync(join(tmpdir(), "beatline-hash-"));
    writeFileSync(join(folder, "gold.tsv"), "id\tlabor\n1\t2\n");
  });
  after(() => rmSync(folder, { recursive: true }));

  it("changes with the editors' decisions that a model learned from, and only with them", () => {
    const sources = () => [{ folder, files: ["gold.tsv"] }];
    const decision = { headline: "Dockers walk out", body: "", topic: "labor", action: "add" };
    const hashes = [[], [decision], [{ ...decision, action: "reject" }]].map((records) => hashData(sources(), records));
    assert.equal(new Set(hashes).size, 3);
    assert.equal(hashData(sources()), hashes[0]);
  });
});
