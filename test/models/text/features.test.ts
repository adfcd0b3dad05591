import assert from "node:assert/strict";
import { featureKey, findOccurrences, listFeatures } from "../../../models/text/features.js";
import { tokenize } from "../../../models/text/tokens.js";
import { createVocabulary } from "../../../models/text/vocabulary.js";

function has(text: string, name: string): boolean {
  const { key, count } = listFeatures(tokenize(text));
  return key.subarray(0, count).includes(featureKey(name));
}

describe("features", () => {
  it("are words, and pairs of words that stand side by side", () => {
    assert.ok(has("Dock workers went on strike.", "on strike"));
    assert.ok(!has("Dock workers went on. Strike talks failed.", "on strike"));
  });

  it("are found at a word, or for a pair at its second word", () => {
    const { count, token, isPair } = findOccurrences(
      tokenize("on strike"),
      createVocabulary(["strike", "on strike"].map(featureKey)),
    );
    assert.deepEqual([...token.subarray(0, count)], [1, 1]);
    assert.deepEqual([...isPair.subarray(0, count)], [0, 1]);
  });

  it("are the same in British and in American spelling, alone and in a pair", () => {
    assert.ok(has("an unauthorised labour market", "labor market"));
    assert.ok(has("an unauthorised labour market", "unauthorized"));
    assert.ok(has("A police offence.", "police offense"));
  });

  it("leave a word alone if its capital may make it a name", () => {
    assert.ok(!has("The Labour Party lost.", "labor"));
    assert.ok(has("The Labour Party lost.", "labour party"));
  });

  it("tell ICE the agency from ice on a pond", () => {
    assert.ok(has("Agents of ICE came at dawn.", "ICE"));
    assert.ok(has("Agents of I.C.E. came at dawn.", "ICE"));
    assert.ok(!has("The ice on the pond is thin.", "ICE"));
  });

  it("do not take words of a headline in capitals as initialisms", () => {
    assert.ok(!has("THIN ICE ON THE POND", "ICE"));
    assert.ok(has("THIN ICE ON THE POND", "ice"));
  });

  it("include an idiom as one feature, without its words or their pairs", () => {
    assert.ok(has("The European Union leaders met.", "european union"));
    assert.ok(!has("The European Union leaders met.", "union"));
    assert.ok(!has("The European Union leaders met.", "union leaders"));
    assert.ok(has("The union leaders met.", "union leaders"));
    assert.ok(has("The screenwriters' strike and the nurses’ union", "screenwriters strike"));
    assert.ok(has("The screenwriters' strike and the nurses’ union", "nurses union"));
  });

  it("skip an idiom of more than two words", () => {
    assert.ok(!has("He gave the State of the Union on Tuesday.", "union"));
    assert.ok(!has("He gave the State of the Union on Tuesday.", "the union"));
    assert.ok(!has("The twins came after 21 hours of labor.", "labor"));
    assert.ok(has("He gave the State of the Union on Tuesday.", "on tuesday"));
    assert.ok(has("The state of the union's books is poor.", "books"));
    assert.ok(has("In the state, of the union nothing was heard.", "union"));
    assert.ok(has("A state of the", "the"));
    assert.ok(!has("They strike a deal.", "strike") && !has("They strike a balance.", "strike"));
    assert.ok(has("They strike a match.", "strike"));
  });

  it("do not depend on years and sums, but keep short numbers in names", () => {
    assert.ok(has("They cut 1,200 jobs.", "# jobs"));
    assert.ok(!has("They cut 1,200 jobs.", "1,200 jobs"));
    assert.ok(has("A member of MS-13 was held.", "ms 13"));
    assert.ok(has("Two hold an H1B; one joined MS13 in the 1990s.", "h1b"));
    assert.ok(has("Two hold an H1B; one joined MS13 in the 1990s.", "ms13"));
    assert.ok(has("Two hold an H1B; one joined MS13 in the 1990s.", "#"));
  });

  it("are found only where a vocabulary knows them", () => {
    const vocabulary = createVocabulary(["union", "on strike"].map(featureKey));
    const { count, row, token } = findOccurrences(tokenize("The union is on strike"), vocabulary);
    assert.deepEqual([count, row[0], token[0], row[1], token[1]], [2, 0, 1, 1, 4]);
  });
});
