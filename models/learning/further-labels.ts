import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Labels besides gold: of articles by id, of their sentences by place, and of words. No texts. */
export const LABELS_FOLDER = fileURLToPath(new URL("../labels/", import.meta.url));

/** Reads the cells of each row of a file of labels, without its header. */
export function readLabelRows(file: string): string[][] {
  const [, ...rows] = readFileSync(`${LABELS_FOLDER}${file}`, "utf8").trimEnd().split("\n");
  return rows.map((row) => row.split("\t"));
}

/** Returns a function that finds an article by the id of a label, and throws when there is none. */
export function createFinder<A extends { id: string }>(corpus: readonly A[]): (id?: string) => A {
  const articles = new Map(corpus.map((article) => [article.id, article]));
  return (id = "") => {
    const article = articles.get(id);
    if (!article) throw new Error(`${id} has a label but is not an article of the corpus`);
    return article;
  };
}
