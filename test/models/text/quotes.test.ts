import assert from "node:assert/strict";
import { findQuotes } from "../../../models/text/quotes.js";

function quotesOf(text: string): string[] {
  const { count, start, end } = findQuotes(text);
  return Array.from({ length: count }, (_, index) => text.slice(start[index], end[index]));
}

describe("findQuotes", () => {
  it("finds quotations in straight, curly and doubled marks, marks included", () => {
    assert.deepEqual(quotesOf("He said \"never again\" and “not here” and ''no more.''"), [
      '"never again"',
      "“not here”",
      "''no more.''",
    ]);
  });

  it("finds quotations as wires write them, between two backticks and two apostrophes", () => {
    const text =
      "``We will not go,'' he said. ``Not now,'' and then: ``Never.''\n\nShe read ``the first part.\n\n``And this.''";
    const quotes = ["``We will not go,''", "``Not now,''", "``Never.''", "``the first part.", "``And this.''"];
    assert.deepEqual(quotesOf(text), quotes);
  });

  it("mistakes no apostrophe for a quotation mark", () => {
    assert.deepEqual(quotesOf("The workers' leaders didn't win. 'Tis the '90s, and the clerks’ pay isn’t up."), []);
  });

  it("finds quotations in single marks that open before a capital and close after punctuation", () => {
    assert.deepEqual(quotesOf("'We can't go on,' she said. ‘That’s all.’ He left."), [
      "'We can't go on,'",
      "‘That’s all.’",
    ]);
  });

  it("does not end a scare quote at the end of a later quotation", () => {
    const text =
      "The ‘wild’ cats, which roam the docks, will go. Some call it ‘cruel’. The mayor’s plan, they say, is ‘unworkable.’ He left.";
    assert.deepEqual(quotesOf(text), ["‘unworkable.’"]);
  });

  it("opens no quotation at a straight mark that can only close", () => {
    assert.deepEqual(quotesOf('The man, 5\'8" tall, fled, police said. "He ran," she said.'), ['"He ran,"']);
    assert.deepEqual(quotesOf('He was "sad," very tired" and "hungry." Then he slept.'), ['"sad,"', '"hungry."']);
  });

  it("follows a quotation through paragraphs that reopen it", () => {
    const text = "“First part.\n\n“Second part,” she said.";
    assert.deepEqual(quotesOf(text), ["“First part.", "“Second part,”"]);
  });

  it("drops a quotation that its paragraph leaves open", () => {
    assert.deepEqual(quotesOf('A 6" pipe burst.\n\nThe town was "very wet" after it.'), ['"very wet"']);
  });

  it("never lets a stray mark quote more than two thousand characters", () => {
    assert.deepEqual(quotesOf(`"${"word ".repeat(500)}" end`), []);
  });

  it("takes a quotation nested in other marks as part of the outer one", () => {
    assert.deepEqual(quotesOf('"They called it ‘Our hope.’ once," he said.'), ['"They called it ‘Our hope.’ once,"']);
  });
});
