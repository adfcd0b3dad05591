import assert from "node:assert/strict";
import { splitSentences } from "../../../models/text/sentences.js";
import { processorSeconds } from "../../support/processor-time.js";

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

  it("continues a sentence after a dateline, and ends one before a dash that opens a line", () => {
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

  it("keeps several initials inside their sentence", () => {
    assert.deepEqual(sentencesOf("Gov. J.B. Stone read the L.A. Herald. George H.W. Lane of the A.C.L.U. Fund left."), [
      "Gov. J.B. Stone read the L.A. Herald.",
      "George H.W. Lane of the A.C.L.U. Fund left.",
    ]);
    assert.deepEqual(sentencesOf("J. A. Marsh won Lake v. Ohio. He had vitamin C. The rest had tea."), [
      "J. A. Marsh won Lake v. Ohio.",
      "He had vitamin C.",
      "The rest had tea.",
    ]);
  });

  it("recognizes titles after a quotation mark or a dash", () => {
    assert.deepEqual(
      sentencesOf("“Mr. Orr left,” she said—Sen. Lake did too. 'Brig. Gen. Stone' and Ald. Marsh stayed."),
      ["“Mr. Orr left,” she said—Sen. Lake did too.", "'Brig. Gen. Stone' and Ald. Marsh stayed."],
    );
  });

  it("ends a sentence before a quotation that follows an abbreviation, unless it goes on in lower case", () => {
    assert.deepEqual(sentencesOf("They live in the U.S. “We like it.” She told the U.N. “and all others” so."), [
      "They live in the U.S.",
      "“We like it.”",
      "She told the U.N. “and all others” so.",
    ]);
  });

  it("mistakes no contraction, possessive, decade, ordinal or plain word for an abbreviation", () => {
    const sentences = [
      "They didn't.",
      "The fault was the mayor's.",
      "Nobody paid the clerk’s.",
      "It opened in the 1980s.",
      "Prices fell on the 1st.",
      "Officials told us.",
      "Voters love art.",
      "He was told no.",
      "Officers agreed.",
    ];
    assert.deepEqual(sentencesOf(sentences.join(" ")), sentences);
    assert.equal(sentencesOf("It is No. 3 on the list, c. 1850, see p. 12 there.").length, 1);
  });

  it("ends a sentence after a time of day unless a day, a month or a time zone follows", () => {
    assert.deepEqual(
      sentencesOf(
        "It shut at 9 a.m. Police came at 10 p.m. Friday. We met at 8 p.m. ET. Buses left at 7 p.m. Cairo time.",
      ),
      [
        "It shut at 9 a.m.",
        "Police came at 10 p.m. Friday.",
        "We met at 8 p.m. ET.",
        "Buses left at 7 p.m. Cairo time.",
      ],
    );
  });

  it("keeps the marker of a list item or an interview turn with the text it opens", () => {
    assert.deepEqual(sentencesOf("1. Heat the oven.\n\n12. Wait.\n\nQ. Who pays? A. Nobody does."), [
      "1. Heat the oven.",
      "12. Wait.",
      "Q. Who pays?",
      "A. Nobody does.",
    ]);
    assert.deepEqual(sentencesOf("The club was founded in 1912. Members paid 5. Guests paid more."), [
      "The club was founded in 1912.",
      "Members paid 5.",
      "Guests paid more.",
    ]);
  });

  it("keeps decimals and web addresses whole", () => {
    assert.deepEqual(sentencesOf("Pay rose 3.5 percent. See example.com for more."), [
      "Pay rose 3.5 percent.",
      "See example.com for more.",
    ]);
  });

  it("includes the closing quotation mark, and continues after a quoted question", () => {
    assert.deepEqual(sentencesOf("“We lost.” She left. “Why now?” he asked."), [
      "“We lost.”",
      "She left.",
      "“Why now?” he asked.",
    ]);
  });

  it("opens a sentence at the backticks with which wires open a quotation", () => {
    assert.deepEqual(sentencesOf("He left. ``We lost,'' she said. ``Yes.''"), [
      "He left.",
      "``We lost,'' she said.",
      "``Yes.''",
    ]);
  });

  it("includes closing marks that a space sets apart, but no opening mark", () => {
    assert.deepEqual(sentencesOf('“She said, ‘We lost.’ ” Then he left. "He said, \'No more.\' " "Fine." "Then go."'), [
      "“She said, ‘We lost.’ ”",
      "Then he left.",
      "\"He said, 'No more.' \"",
      '"Fine."',
      '"Then go."',
    ]);
  });

  it("leaves out anything without a letter or digit", () => {
    assert.deepEqual(sentencesOf("The vote is on. … We wait.\n\n• • •\n\n___\n\nMore soon.\n\n”"), [
      "The vote is on.",
      "We wait.",
      "More soon.",
    ]);
    assert.equal(splitSentences("… ”\n\n___").count, 0);
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
    for (const unit of ["\n ", ". ", "a.", '."', "\n", '" ', "1. ", "… ", "a.m. Aa "]) {
      assert.ok(processorSeconds(() => splitSentences(unit.repeat(400_000 / unit.length))) < 0.5, unit);
    }
  });
});
