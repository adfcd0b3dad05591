import assert from "node:assert/strict";
import { splitSentences } from "../../../models/text/sentences.js";
import { hashWord, tokenize } from "../../../models/text/tokens.js";
import { type MarkedText, markText } from "../../../models/tone/marked-text.js";
import { createWordKinds } from "../../../models/tone/token-marks.js";
import { LEXICAL_COLUMNS, packTable, unpackTable } from "../../../models/tone/weight-table.js";
import { addWordScores, countWords } from "../../../models/tone/word-counts.js";

/** A grim word lowers the score, a glad one raises it. */
const WEIGHTS = [
  { word: "grim", weight: -1 },
  { word: "glad", weight: 1 },
];

describe("countWords", () => {
  const table = unpackTable(
    packTable({
      keys: Uint32Array.from(WEIGHTS, ({ word }) => hashWord(word)),
      lexical: new Float32Array(WEIGHTS.length * LEXICAL_COLUMNS),
      // Columns come in fours.
      learned: Float32Array.from(WEIGHTS.flatMap(({ weight }) => [weight, 0, 0, 0])),
      width: 4,
    }),
  );
  const marker = { table, kinds: createWordKinds(table.vocabulary) };

  function mark(text: string): MarkedText {
    return markText(text, tokenize(text), splitSentences(text), marker);
  }

  function scoreOf(headline: string, body: string): number {
    const scores = new Float64Array(1);
    addWordScores(countWords(mark(headline), mark(body), table), table, 0, scores);
    return scores[0] ?? 0;
  }

  it("gives a vector of length 1, of known words alone, each once", () => {
    const { rows, values } = countWords(mark("glad glad"), mark("grim unheard words"), table);
    assert.equal(new Set(rows).size, 2);
    assert.ok(Math.abs(Math.hypot(...values) - 1) < 1e-6);
  });

  it("counts the headline more than the lead, and the lead more than the rest", () => {
    const filler = "unheard ".repeat(100);
    assert.ok(scoreOf("grim", "glad") < 0);
    assert.ok(scoreOf("", `glad ${filler} grim`) > 0);
  });

  it("says nothing of a text without a word it knows", () => {
    assert.equal(scoreOf("", ""), 0);
    assert.equal(scoreOf("unheard", "words"), 0);
  });
});
