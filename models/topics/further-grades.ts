import { type CorpusArticle, type GradedArticle, parseGrades } from "../learning/corpus.js";
import { createFinder, readLabelRows } from "../learning/further-labels.js";

export const GRADES_FILE = "grades.tsv";

/** Returns the graded articles that are not gold. Drawn for doubt, they do not have the shares of the news. */
export function joinGrades(corpus: readonly CorpusArticle[]): GradedArticle[] {
  const find = createFinder(corpus);
  return readLabelRows(GRADES_FILE).map(([id, ...grades]) => ({
    ...find(id),
    grades: parseGrades(grades, GRADES_FILE),
  }));
}
