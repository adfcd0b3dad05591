import assert from "node:assert/strict";
import { hashWord } from "../../../models/text/tokens.js";
import { createNameFilter, findNames } from "../../../models/topics/names.js";
import { readTrainingText } from "../../../models/topics/texts.js";

describe("names", () => {
  const texts = [
    "The mill in Ashford closed when Okafor left. Workers met the sheriff of Ashford.",
    "He told Okafor that the workers of the mill had met Teamsters in Ashford. Mill hands went home.",
  ].map((body) => readTrainingText({ headline: "Mill in Ashford Closes", body }));
  const names = findNames(texts);
  const isLeftOut = createNameFilter(names);

  it("are words with a capital inside sentences, whatever stands at their beginning and in headlines", () => {
    for (const name of ["ashford", "okafor", "teamsters"]) assert.ok(names.has(hashWord(name)), name);
    for (const word of ["mill", "workers", "closes", "he"]) assert.ok(!names.has(hashWord(word)), word);
  });

  it("are no features, alone or in a pair", () => {
    for (const feature of ["ashford", "in ashford", "okafor", "OKAFOR"]) assert.ok(isLeftOut(feature), feature);
    for (const feature of ["mill", "the mill", "workers"]) assert.ok(!isLeftOut(feature), feature);
  });

  it("are features when a reader of the list of features found that they tell of a topic", () => {
    assert.ok(!isLeftOut("teamsters") && !isLeftOut("the teamsters"));
  });
});
