import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type CorpusArticle, parseTone, type TonedArticle } from "../learning/corpus.js";
import type { RatedSentence } from "./corpora.js";

/** Beside the gold: labels of further articles of the corpus and of their sentences, by id and place, without texts. */
export const LABELS_FOLDER = fileURLToPath(new URL("labels/", import.meta.url));
const TONES_FILE = "tones.tsv";
const VALENCES_FILE = "valences.tsv";
export const LABEL_FILES = [TONES_FILE, VALENCES_FILE];

/** Articles that are not gold, with their tones. They were drawn for doubt: their shares are not those of the news. */
export function joinTones(corpus: readonly CorpusArticle[]): TonedArticle[] {
  const articles = byId(corpus);
  return readRows(TONES_FILE).map(([id, tone]) => ({
    ...findArticle(articles, id),
    tone: parseTone(tone ?? "", TONES_FILE),
  }));
}

/** Sentences of such articles, rated -4 … 4 as the editorials are; places are UTF-16 offsets into the body as it came. */
export function joinValences(corpus: readonly CorpusArticle[]): RatedSentence[] {
  const articles = byId(corpus);
  return readRows(VALENCES_FILE).map(([id, start, end, valence]) => ({
    group: id ?? "",
    text: findArticle(articles, id).body.slice(Number(start), Number(end)),
    valence: Number(valence),
  }));
}

function readRows(file: string): string[][] {
  const [, ...rows] = readFileSync(`${LABELS_FOLDER}${file}`, "utf8").trimEnd().split("\n");
  return rows.map((row) => row.split("\t"));
}

function byId(corpus: readonly CorpusArticle[]): Map<string, CorpusArticle> {
  return new Map(corpus.map((article) => [article.id, article]));
}

function findArticle(articles: Map<string, CorpusArticle>, id = ""): CorpusArticle {
  const article = articles.get(id);
  if (!article) throw new Error(`${id} has a label but is no article of the corpus`);
  return article;
}
