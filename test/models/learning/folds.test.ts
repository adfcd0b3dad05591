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

  it("keep articles about one event together", () => {
    assert.equal(folds[6], folds[0]);
  });

  it("give further articles the fold of their event, and those about a new event one fold together", () => {
    const others = [
      anArticle("x", "2017-02", "elections"),
      anArticle("y", "2017-02", "immigration"),
      ...Array.from({ length: 30 }, (_, index) => anArticle(`z${index}`, `20${10 + (index % 6)}-02`, "immigration")),
    ];
    const [x, y, ...rest] = followFolds(others, { articles: dealt, folds, count: 3 });
    assert.deepEqual([x, y], [folds[1], folds[4]]);
    assert.deepEqual(new Set(rest), new Set([0, 1, 2]));
    assert.deepEqual(rest.slice(6, 12), rest.slice(0, 6));
  });
});
