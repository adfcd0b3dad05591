import type { Topic } from "../../src/domain/topic.js";
import { applyCurve, fitCurve } from "../learning/calibration.js";
import type { Grade } from "../learning/corpus.js";
import { type LinearModel, scoreOutOfFold, scoreRows } from "../learning/linear.js";
import { averagePrecision } from "../learning/metrics.js";
import { selectRows } from "../learning/sparse.js";
import { FOLDS } from "./article-training.js";
import type { DeskChances } from "./desk-chances.js";
import { type HeadlineRows, type HeadlineTask, trainDesk, trainLeads } from "./headline-training.js";
import { rateFeatures } from "./rated-words.js";
import type { CalibratedModel } from "./reader-artifact.js";
import type { ShortItem } from "./short-corpora.js";

/** What the articles say about a topic, which the model of headlines learns from. */
interface ArticleAnswers {
  /** Of the gold articles: the topic as 0 or 1, and how much each counts in a plain stream of news. */
  targets: readonly number[];
  weights: Float64Array;
  /** The fold of each lead that has an article, the gold ones first. */
  folds: Uint8Array;
  /** The chance that each lead with an article, the gold ones first, shows the topic. */
  shown: readonly number[];
}

/** How often the headline and lead show a topic, by the grade of the whole article. A strand seldom comes so early. */
export const SHOWN_IN_LEAD: Record<Grade, number> = { 0: 0, 1: 0.5, 2: 1 };
/**
 * The desk's chance makes up this share of a lead's label and the article's grade the rest: the desk tags more narrowly
 * than the codebook.
 */
const DESK_SHARE = 0.7;

export interface HeadlineTopic extends CalibratedModel {
  /** Each is trained on the leads of all other folds. */
  foldModels: LinearModel[];
  /** Logits of the gold leads' confidences, out of fold. */
  logits: Float64Array;
  /** Average precision on the desk's labels; each fifth, by date, is scored by a model of the other four. */
  deskPrecision: number;
}

/** Trains the model of headlines for one topic. `nyt` and `leads` are in the order of the rows. */
export function trainHeadlineTopic(
  topic: Topic,
  rows: HeadlineRows,
  { nyt, leads }: { nyt: readonly ShortItem[]; leads: readonly DeskChances[] },
  { targets, folds, weights, shown }: ArticleAnswers,
): HeadlineTopic {
  const task = {
    nyt: nyt.map((item) => (item.topics.includes(topic) ? 1 : 0)),
    leads: leads.map(
      (chances, index) => DESK_SHARE * chances[topic] + (1 - DESK_SHARE) * (shown[index] ?? chances[topic]),
    ),
    ratings: rateFeatures(rows.space.names, topic),
  };
  const all = trainLeads(rows, task, [...leads.keys()]);
  const model = trainDesk(rows, task, all, [...nyt.keys()]);
  const foldModels = trainFolds(rows, task, folds);
  const scores = scoreOutOfFold(foldModels, rows.leads, folds.subarray(0, targets.length));
  const curve = fitCurve(scores, targets, weights);
  const logits = scores.map((score) => applyCurve(curve, score));
  return { model, foldModels, curve, logits, deskPrecision: checkDesk(rows, task, all, nyt) };
}

/** Trains a model for each fold without leads about its events, gold or not. Front pages have no article and stay. */
function trainFolds(rows: HeadlineRows, task: HeadlineTask, folds: Uint8Array): LinearModel[] {
  return Array.from({ length: FOLDS }, (_, fold) => {
    const outside = [...task.leads.keys()].filter((index) => folds[index] !== fold);
    return trainDesk(rows, task, trainLeads(rows, task, outside), [...task.nyt.keys()]);
  });
}

function checkDesk(rows: HeadlineRows, task: HeadlineTask, leads: LinearModel, nyt: readonly ShortItem[]): number {
  const byDate = [...nyt.keys()].sort(
    (left, right) => compare(nyt[left]?.date ?? "", nyt[right]?.date ?? "") || left - right,
  );
  const scores = new Float64Array(nyt.length);
  for (let fold = 0; fold < FOLDS; fold++) {
    const isInside = (_: number, rank: number) => Math.floor((rank * FOLDS) / byDate.length) === fold;
    const inside = byDate.filter(isInside);
    const outside = byDate.filter((index, rank) => !isInside(index, rank));
    const found = scoreRows(trainDesk(rows, task, leads, outside), selectRows(rows.nyt, inside));
    inside.forEach((index, place) => {
      scores[index] = found[place] ?? 0;
    });
  }
  return averagePrecision(scores, task.nyt);
}

function compare(left: string, right: string): number {
  return left < right ? -1 : left > right ? 1 : 0;
}
