import { TOPICS, type Topic } from "../../src/domain/topic.js";
import type { CorpusArticle } from "../learning/corpus.js";
import type { LinearModel } from "../learning/linear.js";
import type { SparseRow } from "../learning/sparse.js";
import type { ArticleRows, TrainedArticles } from "./article-training.js";
import { vectorizeOne } from "./feature-space.js";
import { perTopic } from "./per-topic.js";
import { leadOf, readTrainingText, type TrainingText } from "./texts.js";

/** The articles that are not gold, together a plain stream of news. */
export interface Population {
  leads: TrainingText[];
  /** Scores by the model that has not seen an article's event, as for the gold articles. */
  foldScores: Record<Topic, Float64Array>;
  /** Scores by the final model. */
  scores: Record<Topic, Float64Array>;
}

/** Reads one article at a time: all texts would not fit in memory. `folds` has one for each article. */
export function readPopulation(
  articles: readonly CorpusArticle[],
  folds: Uint8Array,
  { space }: ArticleRows,
  trained: Record<Topic, TrainedArticles>,
): Population {
  const column = () => perTopic(() => new Float64Array(articles.length));
  const population: Population = { leads: [], foldScores: column(), scores: column() };
  articles.forEach((article, index) => {
    const text = readTrainingText(article);
    const row = vectorizeOne(text, space);
    for (const topic of TOPICS) {
      population.scores[topic][index] = scoreOne(trained[topic].model, row);
      population.foldScores[topic][index] = scoreOne(trained[topic].foldModels[folds[index] ?? 0], row);
    }
    population.leads.push(leadOf(text));
  });
  return population;
}

function scoreOne(model: LinearModel | undefined, { columns, values }: SparseRow): number {
  let score = model?.bias ?? 0;
  for (let entry = 0; entry < columns.length; entry++) {
    score += (values[entry] ?? 0) * (model?.weights[columns[entry] ?? 0] ?? 0);
  }
  return score;
}

/** Edges of the score bins, as shares of the population: narrow where decisions fall. */
const QUANTILES = [0.5, 0.7, 0.8, 0.85, 0.9, 0.94, 0.97];

/**
 * Returns how much each gold article counts, so that together they stand for the population. The strata were drawn by
 * scores, so within a bin of scores gold is as good as a random draw. The sum is the number of gold articles.
 */
export function populationWeights(gold: Float64Array, population: Float64Array): Float64Array {
  const sorted = population.slice().sort();
  const edges = QUANTILES.map((quantile) => sorted[Math.floor(quantile * sorted.length)] ?? 0);
  const binOf = (score: number) => edges.filter((edge) => score >= edge).length;
  const shares = new Float64Array(edges.length + 1);
  const counts = new Float64Array(edges.length + 1);
  for (const score of population) shares[binOf(score)] = (shares[binOf(score)] ?? 0) + 1 / population.length;
  for (const score of gold) counts[binOf(score)] = (counts[binOf(score)] ?? 0) + 1;
  return gold.map((score) => ((shares[binOf(score)] ?? 0) * gold.length) / (counts[binOf(score)] ?? 1));
}
