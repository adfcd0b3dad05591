import assert from "node:assert/strict";
import { featureKey } from "../../../models/text/features.js";
import { createVocabulary, findRow } from "../../../models/text/vocabulary.js";

describe("a vocabulary", () => {
  it("finds each of its features and no other", () => {
    const names = ["union", "on strike", "ICE", "ice", "# jobs"];
    const vocabulary = createVocabulary(names.map(featureKey));
    names.forEach((name, row) => {
      assert.equal(findRow(vocabulary, featureKey(name)), row);
    });
    assert.equal(findRow(vocabulary, featureKey("strike")), -1);
  });

  it("refuses two features with one key", () => {
    assert.throws(() => createVocabulary([7, 7]), /two features/);
  });
});
