import assert from "node:assert/strict";
import { classify } from "../../models/classify.js";
import { loadModels } from "../../models/load.js";
import { giveEvidence, takeEvidence } from "../../src/domain/evidence.js";
import { anArticle } from "../support/deliveries.js";
import { aFailure } from "../support/taggings.js";

describe("the evidence of a tagging", () => {
  it("can be taken out and put back without changing a byte of the tagging", () => {
    const { headline, body } = anArticle();
    const tagging = classify({ headline, body, bodyFormat: "text" }, loadModels("models"));
    assert.ok("tags" in tagging && tagging.tags.length > 0);
    const { bare, evidence } = takeEvidence(tagging);
    assert.ok(!JSON.stringify(bare).includes('"weight"'), "nothing of it is left");
    assert.ok(!JSON.stringify(evidence).includes('"quote"'), "the quotes are in the text");
    assert.equal(JSON.stringify(giveEvidence(bare, evidence, tagging.text)), JSON.stringify(tagging));
  });

  it("is null for a text that was not read, and stays where it was stored with the tagging", () => {
    assert.deepEqual(takeEvidence(aFailure()), { bare: aFailure(), evidence: null });
    const { headline, body } = anArticle();
    const whole = classify({ headline, body, bodyFormat: "text" }, loadModels("models"));
    assert.equal(giveEvidence(whole, null, whole.text), whole);
  });

  it("is read as an older Beatline stored it, with quotes and without sentences", () => {
    const { headline, body } = anArticle();
    const tagging = classify({ headline, body, bodyFormat: "text" }, loadModels("models"));
    assert.ok("sentiment" in tagging);
    const topics = Object.fromEntries(tagging.tags.map(({ topic, evidence }) => [topic, evidence]));
    const { bare } = takeEvidence(tagging);
    assert.deepEqual(giveEvidence(bare, { topics, tone: tagging.sentiment.evidence }, tagging.text), {
      ...tagging,
      sentiment: { ...tagging.sentiment, sentences: [] },
    });
  });
});
