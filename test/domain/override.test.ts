import assert from "node:assert/strict";
import { applyDecisions, applyOverrides, type Standing } from "../../src/domain/override.js";
import { describeTagging, INCLUDES } from "../../src/domain/tags-document.js";
import { aFailure, aReading } from "../support/taggings.js";

describe("editors' decisions", () => {
  const decide = (standing: Standing) =>
    applyOverrides(aReading({ immigration: "auto", enforcement: "suggested" }), standing);
  const decisions = (standing: Standing) => decide(standing).tags.map(({ topic, decision }) => `${topic} ${decision}`);

  it("leave the model's tags as they are while there are none", () => {
    assert.deepEqual(decisions({}), ["immigration auto", "enforcement suggested"]);
    assert.equal(decide({}).tags.find(({ primary }) => primary)?.topic, "immigration");
  });

  it("accept a tag, reject one and add one", () => {
    const standing: Standing = { immigration: "reject", enforcement: "accept", labor: "add" };
    assert.deepEqual(decisions(standing), ["enforcement accepted", "labor added"]);
    const { tags, rejected } = decide(standing);
    assert.deepEqual(
      rejected.map(({ topic, decision, origin }) => [topic, decision, origin]),
      [["immigration", "rejected", "model"]],
    );
    assert.deepEqual(
      tags.map(({ origin, primary }) => [origin, primary]),
      [
        ["model", true],
        ["editor", false],
      ],
    );
  });

  it("give an added topic no relevance or evidence, and show no near miss for a decided topic", () => {
    const added = decide({ labor: "add" }).tags.at(-1);
    assert.deepEqual([added?.confidence, added?.relevance, added?.evidence], [0.2, null, []]);
    const tagging = aReading({ immigration: "auto" }, [{ topic: "labor", confidence: 0.2, threshold: 0.4 }]);
    const shown = (standing: Standing) => describeTagging(tagging, new Set(INCLUDES), standing).nearMisses;
    assert.deepEqual(shown({}), tagging.nearMisses);
    assert.deepEqual(shown({ labor: "reject" }), []);
  });

  it("tag an article that the model could not read", () => {
    const { tags } = applyOverrides(aFailure(), { labor: "add" });
    assert.deepEqual(
      tags.map(({ topic, confidence, tone, origin }) => [topic, confidence, tone, origin]),
      [["labor", null, null, "editor"]],
    );
  });

  it("replace one another, and can be taken back", () => {
    const standing = applyDecisions({ labor: "add" }, [{ topic: "labor", action: "reject" }]);
    assert.deepEqual(standing, { labor: "reject" });
    assert.deepEqual(applyDecisions(standing, [{ topic: "labor", action: "clear" }]), {});
  });
});
