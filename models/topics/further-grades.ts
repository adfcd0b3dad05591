import { type CorpusArticle, type GradedArticle, parseGrades } from "../learning/corpus.js";
import { createFinder, readLabelRows } from "../learning/further-labels.js";

export const GRADES_FILE = "grades.tsv";

/** Returns articles that are not gold, with their grades. Drawn by the models' doubt, their shares are not the news's. */
export function joinGrades(corpus: readonly CorpusArticle[]): GradedArticle[] {
  const find = createFinder(corpus);
  return readLabelRows(GRADES_FILE).map(([id, ...grades]) => ({
    ...find(id),
    grades: parseGrades(grades, GRADES_FILE),
  }));
}
