import { type GoldArticle, readGold } from "../models/learning/corpus.js";

const DATA_DIR = "../shared/data";

const LEAST_WORDS = 500;
const MOST_WORDS = 700;

/** Reads the first 800 gold articles, to train a baseline, and about 600-word ones from the rest, to measure with. */
export function readBenchTexts(count: number): { training: GoldArticle[]; texts: GoldArticle[] } {
  const gold = readGold(DATA_DIR);
  const texts = gold.slice(800).filter(({ body }) => {
    const words = body.split(/\s+/).length;
    return words >= LEAST_WORDS && words <= MOST_WORDS;
  });
  return { training: gold.slice(0, 800), texts: texts.slice(0, count) };
}
