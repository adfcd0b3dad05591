import assert from "node:assert/strict";
import { hashWord, SHAPE, tokenize } from "../../../models/text/tokens.js";

function words(text: string): string[] {
  const { count, start, end } = tokenize(text);
  return Array.from({ length: count }, (_, index) => text.slice(start[index], end[index]));
}

describe("tokenize", () => {
  it("keeps an apostrophe inside a word and leaves out a possessive", () => {
    assert.deepEqual(words("The union’s workers don't trust the bosses' offer."), [
      "The",
      "union",
      "workers",
      "don't",
      "trust",
      "the",
      "bosses",
      "offer",
    ]);
  });

  it("separates words at hyphens and dashes", () => {
    assert.deepEqual(words("law-enforcement—officers"), ["law", "enforcement", "officers"]);
  });

  it("reads initialisms and numbers as one word each", () => {
    assert.deepEqual(words("U.S. leaders of the A.F.L.-C.I.O. want $7.25 for 1,000."), [
      "U.S.",
      "leaders",
      "of",
      "the",
      "A.F.L.",
      "C.I.O.",
      "want",
      "7.25",
      "for",
      "1,000",
    ]);
  });

  it("does not mistake a name's initial before a word for an initialism", () => {
    assert.deepEqual(words("Donald J. Trump and J.D. Vance"), ["Donald", "J", "Trump", "and", "J.D.", "Vance"]);
  });

  it("reads letters of every script", () => {
    assert.deepEqual(words("Détenus à Orléans, Москва"), ["Détenus", "à", "Orléans", "Москва"]);
  });

  it("gives each word the hash that hashWord gives it, whatever its case and quotes", () => {
    for (const word of ["Don’t", "ICE", "U.S.", "7.25", "Détenus", "immigrants"]) {
      assert.equal(tokenize(word).hash[0], hashWord(word));
      assert.equal(hashWord(word.toLowerCase()), hashWord(word));
    }
    assert.equal(tokenize("U.S.").hash[0], hashWord("us"));
    assert.equal(tokenize("don’t").hash[0], hashWord("don't"));
  });

  it("tells the shapes of words apart", () => {
    const { shape } = tokenize("ICE, Ice, ice, U.S., 9th, H1B");
    assert.equal(shape[0], SHAPE.capitalized | SHAPE.allCaps);
    assert.equal(shape[1], SHAPE.capitalized);
    assert.equal(shape[2], 0);
    assert.equal(shape[3], SHAPE.capitalized | SHAPE.allCaps | SHAPE.initialism);
    assert.equal(shape[4], SHAPE.digit);
    assert.equal(shape[5], SHAPE.capitalized | SHAPE.allCaps);
  });

  it("marks which words stand side by side", () => {
    const { count, shape } = tokenize("The union's law-abiding members' strike, however");
    const joined = Array.from({ length: count }, (_, index) => ((shape[index] ?? 0) & SHAPE.joined) !== 0);
    assert.deepEqual(joined, [false, true, true, true, true, true, false]);
  });

  it("survives lone surrogates, an empty text and a text of punctuation", () => {
    assert.deepEqual(words("\ud800a\udc00"), ["a"]);
    assert.equal(tokenize("").count, 0);
    assert.equal(tokenize("… — !?").count, 0);
  });
});
