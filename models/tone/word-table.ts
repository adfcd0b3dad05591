import { hashWord } from "../text/tokens.js";
import { SENTENCE_COLUMNS, TABLE_WIDTH } from "./artifact.js";
import type { Columns } from "./bag.js";
import { type LexicalValence, learnLexicalValence } from "./lexical-valence.js";
import { readLexicon } from "./lexicons.js";
import { LEXICAL_COLUMNS, type PackedTable, packTable } from "./weight-table.js";
import { NEGATORS, TOPIC_WORDS, TURNS } from "./word-lists.js";
import { readVectorsByWord, reduceVectors, type VectorsByWord } from "./word-vectors.js";

/** The words that the models know, before anything is learned about them. */
export interface WordTable {
  keys: Uint32Array;
  /** A row of LEXICAL_COLUMNS for each word. */
  lexical: Float32Array;
  /** A row of `columns` for each of the first words: the lexical valences and the principal axes of its vector. */
  vectors: Float32Array;
  columns: number;
}

/** The word vectors of one model, and where they go. */
interface LearnedColumns {
  vectors: Float32Array;
  columns: Columns;
}

const MOST_FREQUENT = 19_500;
/** Scales valences to the size of the vectors' axes. */
const VALENCE_SCALE = 1.5;

/** Creates a table of frequent and listed words, whose vectors are trained on, and then all others with a valence. */
export function createWordTable(dataDir: string): WordTable {
  const vectors = readVectorsByWord(dataDir);
  const learned = chooseWords(learnedWords(vectors));
  const words = chooseWords([...learned.values(), ...vectors.keys(), ...readLexicon("senticon").keys()]);
  const valence = learnLexicalValence(vectors);
  const columns = SENTENCE_COLUMNS.count;
  const reduced = reduceVectors(vectors, columns - LEXICAL_COLUMNS);
  return {
    keys: Uint32Array.from(words.keys()),
    lexical: Float32Array.from([...words.values()].flatMap((word) => valence(word))),
    vectors: Float32Array.from([...learned.values()].flatMap((word) => startVector(word, valence, reduced, columns))),
    columns,
  };
}

/** Puts the valences and the learned vectors into one table of TABLE_WIDTH columns; columns not learned are 0. */
export function assembleTable(
  { keys, lexical, vectors, columns }: WordTable,
  parts: readonly LearnedColumns[],
): PackedTable {
  const learned = new Float32Array((vectors.length / columns) * TABLE_WIDTH);
  for (const part of parts) copyColumns(part, learned);
  return packTable({ keys, lexical, learned, width: TABLE_WIDTH });
}

function copyColumns({ vectors, columns: { from, count } }: LearnedColumns, learned: Float32Array): void {
  for (let index = 0; index < vectors.length; index++) {
    learned[Math.floor(index / count) * TABLE_WIDTH + from + (index % count)] = vectors[index] ?? 0;
  }
}

function learnedWords(vectors: VectorsByWord): string[] {
  const listed = (["afinn", "pattern", "vader"] as const).flatMap((name) => [...readLexicon(name).keys()]);
  return [...[...vectors.keys()].slice(0, MOST_FREQUENT), ...listed, ...NEGATORS, ...TURNS, ...TOPIC_WORDS];
}

/** Returns the words by their hashes, with the first spelling of each hash. */
function chooseWords(candidates: readonly string[]): Map<number, string> {
  const words = new Map<number, string>();
  for (const word of candidates) {
    const hash = hashWord(word);
    if (!words.has(hash)) words.set(hash, word);
  }
  return words;
}

function startVector(word: string, valence: LexicalValence, reduced: VectorsByWord, columns: number): number[] {
  const axes = reduced.get(word) ?? new Float32Array(columns - LEXICAL_COLUMNS);
  return [...valence(word).map((value) => value * VALENCE_SCALE), ...axes];
}
