import assert from "node:assert/strict";
import { describe, it } from "mocha";
import { cleanArticle } from "../../../models/text/clean.js";

describe("cleaning an article", () => {
  it("leaves a clean text as it is", () => {
    const body = "The council voted on Monday to widen the bridge.\n\nWork begins in May, the mayor said.";
    const clean = cleanArticle({ headline: "Council widens bridge", body, bodyFormat: "text" });
    assert.deepEqual(clean, { headline: "Council widens bridge", body, removed: [], removedChars: 0 });
  });
});
