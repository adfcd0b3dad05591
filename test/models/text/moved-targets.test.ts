import assert from "node:assert/strict";
import { moveTargets } from "../../../models/text/moved-targets.js";

function move(given: string, clean: string, words: string, from = given.indexOf(words)): string {
  const [target] = moveTargets([{ from, to: from + words.length }], given, clean);
  return clean.slice(target?.from, target?.to);
}

describe("moveTargets", () => {
  it("leaves spans of a text that cleaning did not change", () => {
    assert.deepEqual(moveTargets([{ from: 4, to: 9 }], "The mayor spoke.", "The mayor spoke."), [{ from: 4, to: 9 }]);
  });

  it("finds the words again where space was taken away before them and in them", () => {
    assert.equal(move("  Then  the\nmayor spoke.", "Then the mayor spoke.", "the\nmayor"), "the mayor");
  });

  it("keeps to the same one of many", () => {
    const given = "Smith met  Smith and Jones.";
    const [target] = moveTargets([{ from: 11, to: 16 }], given, "Smith met Smith and Jones.");
    assert.deepEqual(target, { from: 10, to: 15 });
  });

  it("keeps to the one in its sentence when cleaning took the same words away before it", () => {
    const clean = "Senator Smith met Jones on Monday.\n\nHe asked Smith for help.";
    const given = `Smith meets Jones\n\n${clean.replace("Smith met", "Smith Ann SmithSmith wins MORE met")}`;
    assert.equal(move(given, clean, "Smith Ann", given.indexOf("Smith Ann")), "");
    for (const [from, to] of [
      [given.indexOf("Smith Ann"), clean.indexOf("Smith")],
      [given.lastIndexOf("Smith"), clean.lastIndexOf("Smith")],
    ] as const) {
      assert.deepEqual(moveTargets([{ from, to: from + 5 }], given, clean), [{ from: to, to: to + 5 }]);
    }
  });

  it("tells it by what follows when cleaning took away what stood before it", () => {
    const clean = "Ann Lee met Smith on Monday.\n\nShe asked Smith for help.";
    const given = `Smith meets Lee\n\n${clean.replace("Ann Lee", "Ann Lee Ann Mary LeeLee wins again MORE")}`;
    const from = given.indexOf("Smith on");
    const to = clean.indexOf("Smith on");
    assert.deepEqual(moveTargets([{ from, to: from + 5 }], given, clean), [{ from: to, to: to + 5 }]);
  });

  it("gives an empty span for words that are gone", () => {
    assert.equal(move("Read more: Smith", "", "Smith"), "");
  });
});
