import { hashWord, mixHashes } from "../text/tokens.js";
import type { CorpusArticle } from "./corpus.js";

/**
 * Assigns a fold (0 … `count` - 1) to each article, the same each time. Articles about one source event (month and
 * AllSides topic) share a fold, since they repeat one another's names and sentences. The groups go, largest first, to
 * the smallest fold, so that folds are of similar size. Undated articles are grouped by their id alone.
 */
export function assignFolds(articles: readonly CorpusArticle[], count: number): Uint8Array {
  const sizes = new Int32Array(count);
  const folds = new Uint8Array(articles.length);
  for (const members of groupByEvent(articles)) {
    const fold = sizes.indexOf(Math.min(...sizes));
    sizes[fold] = (sizes[fold] ?? 0) + members.length;
    for (const member of members) folds[member] = fold;
  }
  return folds;
}

/**
 * Assigns a fold to each of `others`: that of the `articles` about the same source event, or an arbitrary one for an
 * event of no such article.
 */
export function followFolds(
  others: readonly CorpusArticle[],
  { articles, folds, count }: { articles: readonly CorpusArticle[]; folds: Uint8Array; count: number },
): Uint8Array {
  const foldOf = new Map(articles.map((article, index) => [eventOf(article), folds[index]]));
  return Uint8Array.from(others, (other) => foldOf.get(eventOf(other)) ?? (hashWord(eventOf(other)) >>> 0) % count);
}

/** Returns the indices of the articles inside a fold and outside it, in order. */
export function splitFold(folds: Uint8Array, fold: number): { inside: number[]; outside: number[] } {
  const indices = [...folds.keys()];
  return {
    inside: indices.filter((index) => folds[index] === fold),
    outside: indices.filter((index) => folds[index] !== fold),
  };
}

/** Another number would assign the same events to other folds. */
const SEED = 1;

function groupByEvent(articles: readonly CorpusArticle[]): number[][] {
  const groups = new Map<string, number[]>();
  articles.forEach((article, index) => {
    const key = eventOf(article);
    const members = groups.get(key);
    if (members) members.push(index);
    else groups.set(key, [index]);
  });
  const order = (key: string) => mixHashes(hashWord(key), SEED) >>> 0;
  const sorted = [...groups].sort(([a, left], [b, right]) => right.length - left.length || order(a) - order(b));
  return sorted.map(([, members]) => members);
}

function eventOf({ id, month, allsidesTopic }: CorpusArticle): string {
  return month === "" ? id : `${month} ${allsidesTopic}`;
}
