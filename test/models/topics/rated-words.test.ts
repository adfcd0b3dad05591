import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { LABELS_FOLDER } from "../../../models/learning/further-labels.js";
import { rateFeatures, WORD_TOPICS_FILE } from "../../../models/topics/rated-words.js";

describe("rated words", () => {
  it("are words or pairs with a level for each topic, each once", () => {
    const [, ...rows] = readFileSync(join(LABELS_FOLDER, WORD_TOPICS_FILE), "utf8").trimEnd().split("\n");
    assert.ok(rows.length > 4_000);
    assert.deepEqual(
      rows.filter((row) => !/^[^\s]+(?: [^\s]+)?\t(?:-1|[0-3])\t(?:-1|[0-3])\t(?:-1|[0-3])$/.test(row)),
      [],
    );
    assert.equal(new Set(rows.map((row) => row.split("\t")[0])).size, rows.length);
  });

  it("tell most where a word nearly always comes with the topic, and against it where it means another thing", () => {
    assert.deepEqual([...rateFeatures(["asylum", "table", "ICE", "ice"], "immigration")], [1, 0, 1, 1 / 3]);
    const [picketing = 0, strike = 0, airStrikes = 0] = rateFeatures(["picketing", "strike", "air strikes"], "labor");
    assert.ok(picketing > strike && strike > 0 && airStrikes < 0);
  });
});
