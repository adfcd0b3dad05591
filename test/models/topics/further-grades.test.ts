import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { joinGold, readCorpus } from "../../../models/learning/corpus.js";
import { LABELS_FOLDER } from "../../../models/learning/further-labels.js";
import { GRADES_FILE, joinGrades } from "../../../models/topics/further-grades.js";
import { describeWithData } from "../../support/shared-data.js";

describe("further grades", () => {
  it("hold ids and grades, and no text", () => {
    const [, ...rows] = readFileSync(join(LABELS_FOLDER, GRADES_FILE), "utf8").trimEnd().split("\n");
    assert.ok(rows.length > 1_000);
    assert.deepEqual(
      rows.filter((row) => !/^[\w-]+\t[012]\t[012]\t[012]$/.test(row)),
      [],
    );
  });

  it("are refused when they belong to another corpus", () => {
    assert.throws(() => joinGrades([]), /has a label but is not an article of the corpus/);
  });
});

describeWithData("topics", "further grades of the corpus", (folder) => {
  it("belong to articles that are not gold, each once", () => {
    const dataDir = join(folder, "..");
    const corpus = readCorpus(dataDir);
    const gold = new Set(joinGold(corpus, dataDir).map(({ id }) => id));
    const graded = joinGrades(corpus);
    assert.equal(new Set(graded.map(({ id }) => id)).size, graded.length);
    assert.deepEqual(
      graded.filter(({ id }) => gold.has(id)),
      [],
    );
  }).timeout(60_000);
});
