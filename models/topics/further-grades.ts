import { type CorpusArticle, type GradedArticle, parseGrades } from "../learning/corpus.js";
import { createFinder, readLabelRows } from "../learning/further-labels.js";

export const GRADES_FILE = "grades.tsv";

/** Returns articles besides gold, with their grades. They were drawn for doubt, so their shares are not the news's. */
export function joinGrades(corpus: readonly CorpusArticle[]): GradedArticle[] {
  const find = createFinder(corpus);
  return readLabelRows(GRADES_FILE).map(([id, ...grades]) => ({
    ...find(id),
    grades: parseGrades(grades, GRADES_FILE),
  }));
}
