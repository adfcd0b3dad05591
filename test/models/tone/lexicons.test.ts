import assert from "node:assert/strict";
import { readLabelRows } from "../../../models/learning/further-labels.js";
import { LEXICONS, readLexicon, WORD_VALENCES_FILE } from "../../../models/tone/lexicons.js";

describe("the lexicons", () => {
  for (const name of LEXICONS) {
    it(`bring the valences of ${name} to one scale, and leave out all but single words`, () => {
      const words = readLexicon(name);
      assert.ok(words.size > 1_000, `${words.size} words`);
      for (const [word, valence] of words) {
        assert.match(word, /^[a-z']+$/);
        assert.ok(Math.abs(valence) <= 1, `${word} ${valence}`);
      }
      assert.ok((words.get("horrible") ?? 0) < 0 && (words.get("wonderful") ?? 0) > 0);
    });
  }

  it("hold each rated word of the news once, with a rating other than 0", () => {
    const rows = readLabelRows(WORD_VALENCES_FILE);
    assert.deepEqual(
      rows.filter(([word = "", valence = ""]) => !/^\S+$/.test(word) || !/^-?[1-3]$/.test(valence)),
      [],
    );
    assert.equal(new Set(rows.map(([word]) => word)).size, rows.length);
  });
});
