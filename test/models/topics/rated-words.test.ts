import assert from "node:assert/strict";
import { readLabelRows } from "../../../models/learning/further-labels.js";
import { rateFeatures, WORD_TOPICS_FILE } from "../../../models/topics/rated-words.js";

describe("rated words", () => {
  it("are words or pairs with a level for each topic, each listed once", () => {
    const rows = readLabelRows(WORD_TOPICS_FILE);
    assert.ok(rows.length > 4_000);
    assert.deepEqual(
      rows.filter((row) => !/^\S+(?: \S+)?(?:\t(?:-1|[0-3])){3}$/.test(row.join("\t"))),
      [],
    );
    assert.equal(new Set(rows.map(([name]) => name)).size, rows.length);
  });

  it("count most for a word that nearly always comes with the topic, and against it for another meaning", () => {
    assert.deepEqual([...rateFeatures(["asylum", "table", "ICE", "ice"], "immigration")], [1, 0, 1, 1 / 3]);
    const [picketing = 0, strike = 0, airStrikes = 0] = rateFeatures(["picketing", "strike", "air strikes"], "labor");
    assert.ok(picketing > strike && strike > 0 && airStrikes < 0);
  });
});
