import assert from "node:assert/strict";
import type { CorpusArticle } from "../../../models/learning/corpus.js";
import { assignFolds, followFolds } from "../../../models/learning/folds.js";

function anArticle(id: string, month: string, allsidesTopic: string): CorpusArticle {
  return { id, headline: "", body: "", month, allsidesTopic };
}

describe("folds", () => {
  const dealt = ["a", "b", "c", "d", "e", "f"].map((id, index) =>
    anArticle(id, `2017-0${1 + (index % 3)}`, index < 3 ? "elections" : "immigration"),
  );
  const folds = assignFolds([...dealt, anArticle("g", "2017-01", "elections")], 3);

  it("keeps articles about one event together", () => {
    assert.equal(folds[6], folds[0]);
  });

  it("gives articles that were not dealt out the fold of their event, and none to the rest", () => {
    const others = [
      anArticle("x", "2017-02", "elections"),
      anArticle("y", "2017-02", "immigration"),
      anArticle("z", "2016-02", "immigration"),
      anArticle("undated", "", "elections"),
    ];
    assert.deepEqual(
      [...followFolds(others, { articles: dealt, folds, none: 3 })],
      [folds[1] ?? -1, folds[4] ?? -1, 3, 3],
    );
  });
});
