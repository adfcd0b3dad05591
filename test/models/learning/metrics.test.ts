import assert from "node:assert/strict";
import { fitCurve } from "../../../models/learning/calibration.js";
import { assignFolds } from "../../../models/learning/folds.js";
import * as metrics from "../../../models/learning/metrics.js";

describe("metrics", () => {
  const scores = [0.9, 0.8, 0.7, 0.2];
  const truth = [1, 0, 1, 0];

  it("count decisions at a threshold", () => {
    const counts = metrics.countDecisions(scores, truth, 0.75);
    assert.deepEqual(counts, { truePositive: 1, falsePositive: 1, falseNegative: 1 });
    assert.equal(metrics.f1(counts), 0.5);
  });

  it("average precision over the positives, and area under the curve over the pairs", () => {
    assert.ok(Math.abs(metrics.averagePrecision(scores, truth) - (1 + 2 / 3) / 2) < 1e-12);
    assert.equal(metrics.areaUnderCurve(scores, truth), 0.75);
    assert.equal(metrics.areaUnderCurve([1, 1, 1, 1], truth), 0.5);
  });

  it("call confidences calibrated if they come true as often as they say", () => {
    assert.equal(metrics.calibrationError([0.5, 0.5], [1, 0]), 0);
    assert.equal(metrics.calibrationError([0.95, 0.95], [0, 0]), 0.95);
  });

  it("correlate numbers that rise together by 1, and those that move in opposite directions by -1", () => {
    assert.ok(Math.abs(metrics.correlation([1, 2, 3], [2, 4, 6]) - 1) < 1e-12);
    assert.ok(Math.abs(metrics.correlation([1, 2, 3], [3, 2, 1]) + 1) < 1e-12);
  });

  it("average F1 over the classes", () => {
    assert.equal(metrics.macroF1([0, 1, 2], [0, 1, 1], 3), (1 + 2 / 3 + 0) / 3);
  });
});

describe("assignFolds", () => {
  const article = (id: string, month: string, allsidesTopic: string) => ({
    id,
    month,
    allsidesTopic,
    headline: "",
    body: "",
  });
  const articles = Array.from({ length: 60 }, (_, index) =>
    article(`a${index}`, index % 3 === 0 ? "" : `2017-0${1 + (index % 4)}`, index % 2 === 0 ? "economy" : "police"),
  );

  it("keeps articles about one event together, and makes folds of equal size", () => {
    const folds = assignFolds(articles, 3);
    const seen = new Map<string, number>();
    articles.forEach(({ month, allsidesTopic }, index) => {
      if (month === "") return;
      const event = `${month} ${allsidesTopic}`;
      assert.equal(seen.get(event) ?? folds[index], folds[index]);
      seen.set(event, folds[index] ?? 0);
    });
    for (let fold = 0; fold < 3; fold++) assert.equal(folds.filter((found) => found === fold).length, 20);
  });

  it("gives the same folds each time", () => {
    assert.deepEqual(assignFolds(articles, 3), assignFolds(articles, 3));
  });
});

describe("fitCurve", () => {
  it("finds the chances behind scores of any scale", () => {
    const scores = Array.from({ length: 400 }, (_, index) => (index < 200 ? -10 : 10));
    const targets = scores.map((score, index) => (score > 0 ? (index % 4 === 0 ? 0 : 1) : index % 4 === 0 ? 1 : 0));
    const { slope, intercept } = fitCurve(scores, targets);
    assert.ok(Math.abs(1 / (1 + Math.exp(-(slope * 10 + intercept))) - 0.75) < 0.01);
  });
});
