import { type PackedNumbers, unpackNumbers } from "../packed-numbers.js";
import { ARTICLE_SURFACE, ARTICLE_WINDOWS } from "./article-input.js";
import type { Bag, Columns } from "./bag.js";
import { NETWORK_PARTS, type PackedNetwork, unpackNetwork } from "./network.js";
import type { PhraseModel } from "./phrase-scores.js";
import { SPREAD_SIZE } from "./score-spread.js";
import { SENTENCE_SURFACE, SENTENCE_WINDOWS } from "./sentence-input.js";
import { TARGET_SURFACE, TARGET_WINDOWS } from "./target-input.js";
import { createWordKinds, type WordKinds } from "./token-marks.js";
import { type PackedTable, unpackTable, type WeightTable } from "./weight-table.js";

/** Changes whenever a reader of an older artifact would misread it. */
export const TONE_FORMAT = 7;

/** The tone model as the service holds it: every part is made when the artifact is parsed, none later. */
export interface ToneModel {
  /** Its learned columns are those of the three models below. */
  table: WeightTable;
  kinds: WordKinds;
  /** One output: valence, about -1 … 1. */
  sentence: Bag;
  /** Outputs in the order of ARTICLE_TONES, to be joined with what the phrases say. */
  article: Bag;
  phrases: PhraseModel;
  /** Of a part of an article: no words, only how its sentences' scores are spread. Outputs as of articles. */
  part: Bag;
  /** Outputs in the order of TARGET_TONES. */
  target: Bag;
}

/** `models/tone/artifact.json`. */
export interface ToneArtifact {
  format: typeof TONE_FORMAT;
  /** SHA-256 over the training files. */
  trainedOn: string;
  table: PackedTable;
  sentence: PackedNetwork;
  article: PackedNetwork;
  phrases: PackedPhrases;
  part: PackedNetwork;
  target: PackedNetwork;
}

/** A phrase model as JSON holds it. */
interface PackedPhrases {
  space: string;
  bias: number[];
  weights: PackedNumbers;
}

/** Whose learned columns of the table are whose. */
export const SENTENCE_COLUMNS: Columns = { from: 0, count: 24 };
export const TARGET_COLUMNS: Columns = { from: 24, count: 24 };
export const ARTICLE_COLUMNS: Columns = { from: 48, count: 24 };
const NO_COLUMNS: Columns = { from: 0, count: 0 };
export const TABLE_WIDTH = 72;

export const ARTICLE_TONES = ["negative", "neutral", "mixed", "positive"] as const;
export const TARGET_TONES = ["negative", "neutral", "positive"] as const;

/** @throws Error that says what is wrong when `json` is not exactly a tone artifact of this format. */
export function parseToneArtifact(json: unknown): ToneModel {
  const artifact = asObject(json, "artifact");
  if (artifact.format !== TONE_FORMAT) refuse(`format ${String(artifact.format)} instead of ${TONE_FORMAT}`);
  const table = asTable(artifact.table);
  return {
    table,
    kinds: createWordKinds(table.vocabulary),
    sentence: asBag(artifact, { name: "sentence", columns: SENTENCE_COLUMNS, outputs: 1 }),
    article: asBag(artifact, { name: "article", columns: ARTICLE_COLUMNS, outputs: ARTICLE_TONES.length }),
    phrases: asPhrases(artifact.phrases),
    part: asBag(artifact, { name: "part", columns: NO_COLUMNS, outputs: ARTICLE_TONES.length }),
    target: asBag(artifact, { name: "target", columns: TARGET_COLUMNS, outputs: TARGET_TONES.length }),
  };
}

type BagName = "sentence" | "article" | "part" | "target";

interface BagShape {
  name: BagName;
  columns: Columns;
  outputs: number;
}

/** Windows and surface inputs of each model. */
const INPUTS: Record<BagName, { windows: number; surface: number }> = {
  sentence: { windows: SENTENCE_WINDOWS, surface: SENTENCE_SURFACE },
  article: { windows: ARTICLE_WINDOWS, surface: ARTICLE_SURFACE },
  part: { windows: 0, surface: SPREAD_SIZE },
  target: { windows: TARGET_WINDOWS, surface: TARGET_SURFACE },
};

function asTable(json: unknown): WeightTable {
  const { keys, lexical, values, scales } = asObject(json, "table");
  if (typeof keys !== "string" || typeof lexical !== "string" || typeof values !== "string")
    return refuse("table: keys, lexical and values must be base64 texts");
  const table = unpackTable({ keys, lexical, values, scales: asNumbers(scales, "table.scales") });
  return table.width === TABLE_WIDTH ? table : refuse(`table: ${table.width} columns instead of ${TABLE_WIDTH}`);
}

function asBag(artifact: Fields, { name, columns, outputs }: BagShape): Bag {
  const fields = asObject(artifact[name], name);
  const sizes = {
    inputs: asSize(fields.inputs, name),
    hidden: asSize(fields.hidden, name),
    outputs: asSize(fields.outputs, name),
  };
  const inputs = INPUTS[name].windows * columns.count + INPUTS[name].surface;
  if (sizes.inputs !== inputs || sizes.outputs !== outputs)
    refuse(`${name}: ${sizes.inputs} inputs and ${sizes.outputs} outputs instead of ${inputs} and ${outputs}`);
  const [mean, factor, first, hiddenBias, second, direct, bias] = NETWORK_PARTS.map((part) =>
    asNumbers(fields[part], `${name}.${part}`),
  );
  if (!mean || !factor || !first || !hiddenBias || !second || !direct || !bias) return refuse(`${name}: incomplete`);
  return { columns, network: unpackNetwork({ ...sizes, mean, factor, first, hiddenBias, second, direct, bias }) };
}

function asPhrases(json: unknown): PhraseModel {
  const { space, bias, weights } = asObject(json, "phrases");
  const { step, data } = asObject(weights, "phrases.weights");
  if (typeof space !== "string" || typeof step !== "number" || typeof data !== "string")
    return refuse("phrases: space must be a text, and weights numbers that are packed");
  return { space, bias: asNumbers(bias, "phrases.bias"), weights: unpackNumbers({ step, data }) };
}

type Fields = Partial<Record<string, unknown>>;

function asObject(json: unknown, name: string): Fields {
  if (typeof json !== "object" || json === null || Array.isArray(json)) return refuse(`${name} is no object`);
  return Object.fromEntries(Object.entries(json));
}

function asSize(json: unknown, name: string): number {
  return typeof json === "number" && Number.isInteger(json) && json >= 0 ? json : refuse(`${name}: a size is missing`);
}

function asNumbers(json: unknown, name: string): number[] {
  const isNumbers = Array.isArray(json) && json.every((value) => typeof value === "number" && Number.isFinite(value));
  return isNumbers ? json.map(Number) : refuse(`${name} is no list of numbers`);
}

function refuse(problem: string): never {
  throw new Error(`the tone artifact cannot be used: ${problem}`);
}
