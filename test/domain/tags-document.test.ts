import assert from "node:assert/strict";
import type { BareTagging } from "../../src/domain/tagging.js";
import { describeTagging, INCLUDES } from "../../src/domain/tags-document.js";
import { TAXONOMY_VERSION } from "../../src/domain/topic.js";
import { classifiedText } from "../../src/http/answers/tags-document.js";
import { aFailure, aReading } from "../support/taggings.js";

const unread: BareTagging = {
  outcome: "abstained",
  reason: "tooShort",
  language: "und",
  analyzedChars: 3,
  removedChars: 0,
  modelVersion: "model-1",
  taxonomyVersion: TAXONOMY_VERSION,
};

describe("the tags document", () => {
  it("has near misses and confidences when asked for them, empty if the text was not read", () => {
    for (const tagging of [unread, aFailure()]) {
      const { nearMisses, confidences } = describeTagging(tagging, new Set(INCLUDES));
      assert.deepEqual({ nearMisses, confidences }, { nearMisses: [], confidences: {} }, tagging.outcome);
      const bare = describeTagging(tagging, new Set());
      assert.ok(!("nearMisses" in bare || "confidences" in bare), tagging.outcome);
    }
    const read = describeTagging(aReading({}), new Set(INCLUDES));
    assert.deepEqual(Object.keys(Object(read.confidences)), ["immigration", "enforcement", "labor"]);
  });

  it("fits the published schema with near misses and confidences when the text was not read", () => {
    classifiedText.parse(describeTagging(unread, new Set(["nearMisses", "confidences"])));
  });
});
