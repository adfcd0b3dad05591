import assert from "node:assert/strict";
import { moveTargets } from "../../../models/text/moved-targets.js";

function move(given: string, clean: string, words: string, from = given.indexOf(words)): string {
  const [target] = moveTargets([{ from, to: from + words.length }], given, clean);
  return clean.slice(target?.from, target?.to);
}

describe("moveTargets", () => {
  it("leaves spans as they are in a text that cleaning did not change", () => {
    assert.deepEqual(moveTargets([{ from: 4, to: 9 }], "The mayor spoke.", "The mayor spoke."), [{ from: 4, to: 9 }]);
  });

  it("finds the words again where whitespace was removed before them and in them", () => {
    assert.equal(move("  Then  the\nmayor spoke.", "Then the mayor spoke.", "the\nmayor"), "the mayor");
  });

  it("follows the same occurrence of many", () => {
    const given = "Smith met  Smith and Jones.";
    const [target] = moveTargets([{ from: 11, to: 16 }], given, "Smith met Smith and Jones.");
    assert.deepEqual(target, { from: 10, to: 15 });
  });

  it("follows the occurrence in its sentence when cleaning removed the same words before it", () => {
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

  it("recognizes a target by what follows it when cleaning removed what came before it", () => {
    const clean = "Ann Lee met Smith on Monday.\n\nShe asked Smith for help.";
    const given = `Smith meets Lee\n\n${clean.replace("Ann Lee", "Ann Lee Ann Mary LeeLee wins again MORE")}`;
    const from = given.indexOf("Smith on");
    const to = clean.indexOf("Smith on");
    assert.deepEqual(moveTargets([{ from, to: from + 5 }], given, clean), [{ from: to, to: to + 5 }]);
  });

  it("finds a name that is written with an entity or a soft hyphen", () => {
    const clean = "Police met Ann Reilly’s son.\n\nThey praised Conor O’Brien as a hero.";
    for (const name of ["O&#8217;Brien", "O&rsquo;Brien", "O’Bri\u00aden"]) {
      assert.equal(move(clean.replace("O’Brien", name), clean, name), "O’Brien");
      const html = `<p>Police met Ann Reilly&#8217;s son.</p><p>They praised Conor <b>${name}</b> as a hero.</p>`;
      assert.equal(move(html, clean, name), "O’Brien");
    }
  });

  it("follows the same occurrence of many even if attributes and captions contain it as well", () => {
    const clean = "Maria Lopez was praised.\n\nCritics of Maria Lopez stayed away.\n\nMaria Lopez did not.";
    const given =
      '<p><img src="x.jpg" alt="Maria Lopez, a hero"></p><figure><figcaption>Maria Lopez</figcaption></figure>' +
      '<p><a href="/maria"><b>Maria Lopez</b></a> was praised.</p><p>Critics of <b>Maria Lopez</b> stayed away.</p>' +
      "<p><b>Maria Lopez</b> did not.</p>";
    const starts = [...given.matchAll(/(?<=<b>)Maria Lopez/g)].map(({ index }) => index);
    const spans = (all: number[]) => all.map((from) => ({ from, to: from + "Maria Lopez".length }));
    const wanted = spans([...clean.matchAll(/Maria Lopez/g)].map(({ index }) => index));
    assert.deepEqual(moveTargets(spans(starts), given, clean), wanted);
    assert.deepEqual(moveTargets(spans(starts).reverse(), given, clean), wanted.toReversed());
  });

  it("tells apart targets in identical lines", () => {
    const line = "Mr. Lopez said yes.";
    const given = `<p>${line}</p>`.repeat(3);
    const clean = [line, line, line].join("\n\n");
    const starts = [...given.matchAll(/Lopez/g)].map(({ index }) => index);
    const moved = moveTargets(
      starts.map((from) => ({ from, to: from + 5 })),
      given,
      clean,
    );
    assert.deepEqual(
      moved.map(({ from }) => from),
      [...clean.matchAll(/Lopez/g)].map(({ index }) => index),
    );
  });

  it("gives an empty span for words that are gone", () => {
    assert.equal(move("Read more: Smith", "", "Smith"), "");
  });
});
