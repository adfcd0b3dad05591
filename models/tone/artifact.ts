import { z } from "zod";
import { packedNumbers, unpackNumbers } from "../packed-numbers.js";
import { ARTICLE_SURFACE, ARTICLE_WINDOWS } from "./article-input.js";
import type { Bag, Columns } from "./bag.js";
import { type PackedNetwork, packedNetwork, unpackNetwork } from "./network.js";
import type { PhraseModel } from "./phrase-scores.js";
import { SPREAD_SIZE } from "./score-spread.js";
import { SENTENCE_SURFACE, SENTENCE_WINDOWS } from "./sentence-input.js";
import { TARGET_SURFACE, TARGET_WINDOWS } from "./target-input.js";
import { createWordKinds, type WordKinds } from "./token-marks.js";
import { packedTable, unpackTable, type WeightTable } from "./weight-table.js";

/** Changes whenever older code would misread an artifact. */
export const TONE_FORMAT = 7;

/** The tone model as the service holds it. Every part is made when the artifact is parsed, none later. */
export interface ToneModel {
  /** Its learned columns are those of `sentence`, `article` and `target`. */
  table: WeightTable;
  kinds: WordKinds;
  /** One output: valence as rated, -4 … 4. */
  sentence: Bag;
  /** Outputs in the order of ARTICLE_TONES, to be joined with the phrases' scores. */
  article: Bag;
  phrases: PhraseModel;
  /** Reads how the scores of a part's sentences are spread, and none of its words. Outputs as for `article`. */
  part: Bag;
  /** Outputs in the order of TARGET_TONES. */
  target: Bag;
}

/** `models/tone/artifact.json`. */
const artifactSchema = z.strictObject({
  format: z.literal(TONE_FORMAT),
  /** SHA-256 of the training files. */
  trainedOn: z.string(),
  table: packedTable,
  sentence: packedNetwork,
  article: packedNetwork,
  phrases: z.strictObject({ space: z.string(), bias: z.array(z.number()), weights: packedNumbers }),
  part: packedNetwork,
  target: packedNetwork,
});

export type ToneArtifact = z.infer<typeof artifactSchema>;

/** The learned columns of each model. */
export const SENTENCE_COLUMNS: Columns = { from: 0, count: 24 };
export const TARGET_COLUMNS: Columns = { from: 24, count: 24 };
export const ARTICLE_COLUMNS: Columns = { from: 48, count: 24 };
export const TABLE_WIDTH = 72;

export const ARTICLE_TONES = ["negative", "neutral", "mixed", "positive"] as const;
export const TARGET_TONES = ["negative", "neutral", "positive"] as const;

/** The shape of each network: learned columns for each of its windows, surface inputs, outputs. */
const BAGS = {
  sentence: { columns: SENTENCE_COLUMNS, windows: SENTENCE_WINDOWS, surface: SENTENCE_SURFACE, outputs: 1 },
  article: {
    columns: ARTICLE_COLUMNS,
    windows: ARTICLE_WINDOWS,
    surface: ARTICLE_SURFACE,
    outputs: ARTICLE_TONES.length,
  },
  part: { columns: { from: 0, count: 0 }, windows: 0, surface: SPREAD_SIZE, outputs: ARTICLE_TONES.length },
  target: { columns: TARGET_COLUMNS, windows: TARGET_WINDOWS, surface: TARGET_SURFACE, outputs: TARGET_TONES.length },
};

/** Parses a tone artifact. @throws Error that says what is wrong when `content` has not exactly this format. */
export function parseToneArtifact(content: unknown): ToneModel {
  const artifact = artifactSchema.parse(content);
  const table = unpackTable(artifact.table);
  if (table.width !== TABLE_WIDTH) throw new Error(`table: ${table.width} columns instead of ${TABLE_WIDTH}`);
  const bag = (name: keyof typeof BAGS) => unpackBag(name, artifact[name]);
  return {
    table,
    kinds: createWordKinds(table.vocabulary),
    sentence: bag("sentence"),
    article: bag("article"),
    phrases: { ...artifact.phrases, weights: unpackNumbers(artifact.phrases.weights) },
    part: bag("part"),
    target: bag("target"),
  };
}

function unpackBag(name: keyof typeof BAGS, packed: PackedNetwork): Bag {
  const { columns, windows, surface, outputs } = BAGS[name];
  const inputs = windows * columns.count + surface;
  if (packed.inputs !== inputs || packed.outputs !== outputs)
    throw new Error(
      `${name}: ${packed.inputs} inputs and ${packed.outputs} outputs instead of ${inputs} and ${outputs}`,
    );
  return { columns, network: unpackNetwork(packed) };
}
