import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { joinGold, readCorpus } from "../../../models/learning/corpus.js";
import { LABELS_FOLDER } from "../../../models/learning/further-labels.js";
import { joinTones, joinValences, LABEL_FILES } from "../../../models/tone/further-labels.js";
import { describeWithData } from "../../support/shared-data.js";

describe("further labels", () => {
  it("hold ids, places and labels, and no text", () => {
    const row = /^[\w-]+\t(?:negative|neutral|mixed|positive|\d+\t\d+\t-?[0-4](?:\.\d)?)$/;
    for (const file of LABEL_FILES) {
      const [, ...rows] = readFileSync(join(LABELS_FOLDER, file), "utf8").trimEnd().split("\n");
      assert.ok(rows.length > 1_000, file);
      assert.deepEqual(
        rows.filter((line) => !row.test(line)),
        [],
      );
      assert.equal(new Set(rows).size, rows.length);
    }
  });

  it("are refused when they belong to another corpus", () => {
    assert.throws(() => joinTones([]), /has a label but is not an article of the corpus/);
  });
});

describeWithData("topics", "further labels of the corpus", (folder) => {
  it("belong to articles that are not gold, and to whole sentences", () => {
    const dataDir = join(folder, "..");
    const corpus = readCorpus(dataDir);
    const gold = new Set(joinGold(corpus, dataDir).map(({ id }) => id));
    const tones = joinTones(corpus);
    assert.equal(new Set(tones.map(({ id }) => id)).size, tones.length);
    assert.deepEqual(
      tones.filter(({ id }) => gold.has(id)),
      [],
    );
    const ragged = joinValences(corpus).filter(({ text }) => !/^\S.{15,}\S$/s.test(text));
    assert.deepEqual(ragged, []);
  }).timeout(60_000);
});
