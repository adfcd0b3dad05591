import assert from "node:assert/strict";
import { splitSentences } from "../../../models/text/sentences.js";
import { hashWord, tokenize } from "../../../models/text/tokens.js";
import { markText } from "../../../models/tone/marked-text.js";
import { readTargetInput } from "../../../models/tone/target-input.js";
import { createWordKinds } from "../../../models/tone/token-marks.js";
import { LEXICAL_COLUMNS, packTable, unpackTable } from "../../../models/tone/weight-table.js";

const WORDS = ["praised", "the", "mayor", "who", "blamed", "her", "rival", "again"];

describe("readTargetInput", () => {
  const table = unpackTable(
    packTable({
      keys: Uint32Array.from(WORDS, hashWord),
      lexical: new Float32Array(WORDS.length * LEXICAL_COLUMNS),
      learned: new Float32Array(WORDS.length * 4),
      width: 4,
    }),
  );

  /** Returns the words of the target's clause before and after it. */
  function clauseOf(text: string, target: string): string[] {
    const marked = markText(text, tokenize(text), splitSentences(text), {
      table,
      kinds: createWordKinds(table.vocabulary),
    });
    const from = text.indexOf(target);
    const { windows } = readTargetInput(marked, { from, to: from + target.length });
    const nameOf = new Map([...marked.rows.keys()].map((token) => [marked.rows[token] ?? -1, token]));
    const wordsOf = (rows: Int32Array) =>
      Array.from(rows, (row) => {
        const token = nameOf.get(row) ?? -1;
        return text.slice(marked.tokens.start[token], marked.tokens.end[token]);
      }).join(" ");
    return windows.slice(-2).map(wordsOf);
  }

  it("reads the words of the target's own clause, up to the nearest punctuation mark on either side", () => {
    const text = "praised again, the mayor who blamed; her rival praised the rival.";
    assert.deepEqual(clauseOf(text, "mayor"), ["the", "who blamed"]);
  });

  it("reads to the ends of the sentence where there is no mark", () => {
    assert.deepEqual(clauseOf("who praised the mayor again", "mayor"), ["who praised the", "again"]);
  });
});
