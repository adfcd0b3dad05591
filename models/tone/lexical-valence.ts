import { trainBag } from "./bag-training.js";
import { LEXICONS, type LexiconName, readLexicon } from "./lexicons.js";
import { type Network, runNetwork } from "./network.js";
import { createRandom } from "./random.js";
import { LEXICAL_COLUMNS } from "./weight-table.js";
import type { VectorsByWord } from "./word-vectors.js";

/** Returns a word's valence in each word list, 0 if not listed, and last the one that its vector suggests. */
export type LexicalValence = (word: string) => number[];

interface Rated {
  word: string;
  valence: number;
  importance: number;
}

/** The first list was rated for news. The others count where those before have nothing, the last two of them less. */
const TRUST = [
  { name: "news", least: 0, scale: 1, importance: 1 },
  { name: "afinn", least: 0, scale: 1, importance: 1 },
  { name: "vader", least: 0, scale: 1, importance: 1 },
  { name: "pattern", least: 0.05, scale: 0.6, importance: 0.6 },
  { name: "senticon", least: 0.2, scale: 0.5, importance: 0.4 },
] as const;
const NEUTRAL = { among: 6_000, share: 0.4, most: 1_500, importance: 0.7 };
const SEEDS = [1, 2];
/** Vectors are scaled to this length, so that a dimension is about one half. */
const VECTOR_LENGTH = 5;

/**
 * Spreads the valence of the word lists over all words with vectors: a network learns it from the listed words, and
 * from frequent unlisted ones as neutral.
 */
export function learnLexicalValence(vectors: VectorsByWord): LexicalValence {
  const lexicons = new Map(LEXICONS.map((name) => [name, readLexicon(name)]));
  const rate = (word: string) => rateWord(word, lexicons);
  const networks = SEEDS.map((seed) => trainOn(collectRated(vectors, rate), vectors, seed));
  return (word) => {
    const vector = vectors.get(word);
    const suggested = vector ? meanOutput(networks, scaleVector(vector)) : (rate(word)?.valence ?? 0) * 0.6;
    const columns = [...Array.from(lexicons.values(), (words) => words.get(word) ?? 0), suggested];
    if (columns.length !== LEXICAL_COLUMNS) throw new Error("as many lexical columns as word lists, and one");
    return columns;
  };
}

function rateWord(word: string, lexicons: ReadonlyMap<LexiconName, Map<string, number>>): Rated | undefined {
  for (const { name, least, scale, importance } of TRUST) {
    const valence = lexicons.get(name)?.get(word);
    if (valence !== undefined && Math.abs(valence) > least) return { word, valence: valence * scale, importance };
  }
  return undefined;
}

function collectRated(vectors: VectorsByWord, rate: (word: string) => Rated | undefined): Rated[] {
  const random = createRandom(5);
  let neutral = 0;
  return [...vectors.keys()].flatMap((word, rank) => {
    const rated = rate(word);
    if (rated) return [rated];
    const isDrawn = rank < NEUTRAL.among && neutral < NEUTRAL.most && random.uniform() < NEUTRAL.share;
    if (!isDrawn || !/^[a-z]+$/.test(word)) return [];
    neutral++;
    return [{ word, valence: 0, importance: NEUTRAL.importance }];
  });
}

function trainOn(rated: readonly Rated[], vectors: VectorsByWord, seed: number): Network {
  const examples = rated.map(({ word }) => ({
    windows: [],
    surface: scaleVector(vectors.get(word) ?? new Float32Array(0)),
  }));
  return trainBag({
    examples,
    targets: rated.map(({ valence }) => [valence]),
    importance: rated.map(({ importance }) => importance),
    loss: "squared",
    vectors: new Float32Array(0),
    columns: 0,
    hidden: 64,
    epochs: 30,
    wordDropout: 0,
    dropout: 0.3,
    decay: 0.05,
    vectorRate: 0,
    seed,
  }).network;
}

function meanOutput(networks: readonly Network[], input: Float32Array): number {
  return networks.reduce((sum, network) => sum + (runNetwork(network, input)[0] ?? 0), 0) / networks.length;
}

function scaleVector(vector: Float32Array): Float32Array {
  const length = Math.sqrt(vector.reduce((sum, value) => sum + value * value, 0));
  return vector.map((value) => (value / length) * VECTOR_LENGTH);
}
