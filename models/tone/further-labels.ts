import { type CorpusArticle, parseTone, type TonedArticle } from "../learning/corpus.js";
import { createFinder, readLabelRows } from "../learning/further-labels.js";
import type { RatedSentence } from "./corpora.js";

const TONES_FILE = "tones.tsv";
const VALENCES_FILE = "valences.tsv";
export const LABEL_FILES = [TONES_FILE, VALENCES_FILE];

/** Returns articles besides gold, with their tones. They were drawn for doubt, so their shares are not the news's. */
export function joinTones(corpus: readonly CorpusArticle[]): TonedArticle[] {
  const find = createFinder(corpus);
  return readLabelRows(TONES_FILE).map(([id, tone]) => ({ ...find(id), tone: parseTone(tone ?? "", TONES_FILE) }));
}

/** Returns sentences of such articles, rated -4 … 4 like editorials. Places are UTF-16 offsets into the raw body. */
export function joinValences(corpus: readonly CorpusArticle[]): RatedSentence[] {
  const find = createFinder(corpus);
  return readLabelRows(VALENCES_FILE).map(([id, start, end, valence]) => ({
    group: id ?? "",
    text: find(id).body.slice(Number(start), Number(end)),
    valence: Number(valence),
  }));
}
