import assert from "node:assert/strict";
import { fileURLToPath } from "node:url";
import { classify } from "../../../models/classify.js";
import { readLabelRows } from "../../../models/learning/further-labels.js";
import { loadModels } from "../../../models/load.js";
import { createPersonFilter, PERSON_NAMES_FILE } from "../../../models/topics/person-names.js";

describe("names of people", () => {
  const isLeftOut = createPersonFilter();

  it("are single lowercase words, each listed once", () => {
    const words = readLabelRows(PERSON_NAMES_FILE).map(([word = ""]) => word);
    assert.ok(words.length > 4_000);
    assert.deepEqual(
      words.filter((word) => !/^\S+$/.test(word) || word !== word.toLowerCase()),
      [],
    );
    assert.equal(new Set(words).size, words.length);
  });

  it("are not features, whether alone, in capitals or in a pair", () => {
    for (const feature of ["garcia", "GARCIA", "said garcia", "garcia jr"]) assert.ok(isLeftOut(feature), feature);
    for (const feature of ["teamsters", "border patrol", "mexico", "police said", "mueller"])
      assert.ok(!isLeftOut(feature), feature);
  });

  it("move no topic, in a short text or in a long one", () => {
    const models = loadModels(fileURLToPath(new URL("../../../models", import.meta.url)));
    const read = (name: string, times: number) => {
      const body = `${name} was taken to a hospital, police said, and will be charged with drunk driving. `.repeat(
        times,
      );
      return classify({ headline: `${name} arrested after crash on Route 9`, body, bodyFormat: "text" }, models);
    };
    for (const times of [1, 20]) {
      const [first, ...others] = ["Garcia", "Miller", "Mohammed", "Nguyen"].map((name) => {
        const tagging = read(name, times);
        return tagging.outcome === "abstained" ? undefined : tagging.confidences;
      });
      assert.ok(first);
      for (const confidences of others) assert.deepEqual(confidences, first);
    }
  });
});
