import assert from "node:assert/strict";
import { LEXICONS, readLexicon } from "../../../models/tone/lexicons.js";

describe("readLexicon", () => {
  for (const name of LEXICONS) {
    it(`brings the valences of ${name} to one scale, and leaves out what is no single word`, () => {
      const words = readLexicon(name);
      assert.ok(words.size > 1_000, `${words.size} words`);
      for (const [word, valence] of words) {
        assert.match(word, /^[a-z']+$/);
        assert.ok(Math.abs(valence) <= 1, `${word} ${valence}`);
      }
      assert.ok((words.get("horrible") ?? 0) < 0 && (words.get("wonderful") ?? 0) > 0);
    });
  }
});
