import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { readCorpus } from "../../../models/learning/corpus.js";
import { LABELS_FOLDER } from "../../../models/learning/further-labels.js";
import { DESK_FILE, readDeskChances } from "../../../models/topics/desk-chances.js";
import { readFrontPages } from "../../../models/topics/short-corpora.js";
import { describeWithData } from "../../support/shared-data.js";

describe("the chances of the desk's tags", () => {
  it("come from ids and levels, without any text", () => {
    const [, ...rows] = readFileSync(join(LABELS_FOLDER, DESK_FILE), "utf8").trimEnd().split("\n");
    assert.ok(rows.length > 10_000);
    assert.deepEqual(
      rows.filter((row) => !/^[\w-]+\t[0-4]\t[0-4]\t[0-4]$/.test(row)),
      [],
    );
  });

  it("are refused when they belong to another corpus", () => {
    assert.throws(() => readDeskChances([]), /has a label but is not an article/);
  });
});

describeWithData("topics", "the chances of the desk's tags in the corpus", (folder) => {
  it("are low for most articles, and high for hundreds", () => {
    const dataDir = join(folder, "..");
    const chances = readDeskChances([...readCorpus(dataDir), ...readFrontPages(dataDir)]);
    const immigration = chances.map((of) => of.immigration);
    assert.ok(immigration.filter((chance) => chance < 0.01).length > immigration.length / 2);
    assert.ok(immigration.filter((chance) => chance > 0.8).length > 500);
  }).timeout(60_000);
});
