import assert from "node:assert/strict";
import { splitSentences } from "../../../models/text/sentences.js";

function sentencesOf(text: string): string[] {
  const { count, start, end } = splitSentences(text);
  return Array.from({ length: count }, (_, index) => text.slice(start[index], end[index]));
}

describe("splitSentences", () => {
  it("ends a sentence at a mark before a capital", () => {
    assert.deepEqual(sentencesOf("The gate was shut. Nobody came! Why? We asked."), [
      "The gate was shut.",
      "Nobody came!",
      "Why?",
      "We asked.",
    ]);
  });

  it("keeps titles, initials and abbreviations inside their sentence", () => {
    const text = "Gov. Ann B. Lake met Dr. Orr at 9 a.m. Tuesday in St. Paul. The U.S. Senate waited.";
    assert.deepEqual(sentencesOf(text), [
      "Gov. Ann B. Lake met Dr. Orr at 9 a.m. Tuesday in St. Paul.",
      "The U.S. Senate waited.",
    ]);
  });

  it("goes on after a dateline, and ends before a dash that opens a line", () => {
    assert.deepEqual(
      sentencesOf("PORTLAND, Ore. — Nearly 5,000 nurses walked out. They want more.\n— A second point."),
      ["PORTLAND, Ore. — Nearly 5,000 nurses walked out.", "They want more.", "— A second point."],
    );
    assert.deepEqual(sentencesOf("FARGO, N.D. (AP) -- Rain fell. OMAHA, Neb. - It snowed."), [
      "FARGO, N.D. (AP) -- Rain fell.",
      "OMAHA, Neb. - It snowed.",
    ]);
  });

  it("ends a sentence after an abbreviation when a common opening word follows", () => {
    assert.deepEqual(sentencesOf("They moved to the U.S. The town grew."), [
      "They moved to the U.S.",
      "The town grew.",
    ]);
  });

  it("keeps decimals and web addresses whole", () => {
    assert.deepEqual(sentencesOf("Pay rose 3.5 percent. See example.com for more."), [
      "Pay rose 3.5 percent.",
      "See example.com for more.",
    ]);
  });

  it("takes the closing quotation mark along and goes on after a quoted question", () => {
    assert.deepEqual(sentencesOf("“We lost.” She left. “Why now?” he asked."), [
      "“We lost.”",
      "She left.",
      "“Why now?” he asked.",
    ]);
  });

  it("ends at an empty line even without a mark, and not at a single line break", () => {
    assert.deepEqual(sentencesOf("A headline\n \nThe first line\ngoes on.\n\n"), [
      "A headline",
      "The first line\ngoes on.",
    ]);
  });

  it("finds nothing in a text without words", () => {
    assert.equal(splitSentences(" \n\n ").count, 0);
    assert.equal(splitSentences("").count, 0);
  });

  it("takes time in proportion to the length of a hostile text", () => {
    const started = performance.now();
    for (const unit of ["\n ", ". ", "a.", '."', "\n"]) splitSentences(unit.repeat(200_000));
    assert.ok(performance.now() - started < 2_000);
  });
});
