import { articleFeatureCount } from "./article-features.js";
import { NETWORK_PARTS, type Network, type PackedNetwork, unpackNetwork } from "./network.js";
import { sentenceFeatureCount } from "./sentence-features.js";
import { targetFeatureCount } from "./target-features.js";
import { createMarkingWords, type MarkingWords } from "./token-marks.js";
import { type PackedTable, unpackTable, type WeightTable } from "./weight-table.js";

/** Changes whenever a reader of an older artifact would misread it. */
export const TONE_FORMAT = 1;

/** The tone model as the service holds it: every part is made when the artifact is parsed, none later. */
export interface ToneModel {
  lexicon: WeightTable;
  markingWords: MarkingWords;
  /** One output: valence, about -1 … 1. */
  sentence: Network;
  /** Outputs in the order of ARTICLE_TONES. */
  article: Network;
  /** Outputs in the order of TARGET_TONES. */
  target: Network;
}

/** `models/tone/artifact.json`. */
export interface ToneArtifact {
  format: typeof TONE_FORMAT;
  /** SHA-256 over the training files. */
  trainedOn: string;
  lexicon: PackedTable;
  sentence: PackedNetwork;
  article: PackedNetwork;
  target: PackedNetwork;
  /** Cross-validated, as the model card lists them. */
  metrics: Record<string, number>;
}

export const ARTICLE_TONES = ["negative", "neutral", "mixed", "positive"] as const;
export const TARGET_TONES = ["negative", "neutral", "positive"] as const;

/** @throws Error that says what is wrong when `json` is not exactly a tone artifact of this format. */
export function parseToneArtifact(json: unknown): ToneModel {
  const artifact = asObject(json, "artifact");
  if (artifact.format !== TONE_FORMAT) refuse(`format ${String(artifact.format)} instead of ${TONE_FORMAT}`);
  const lexicon = unpackTable(asTable(artifact.lexicon));
  const channels = lexicon.width;
  return {
    lexicon,
    markingWords: createMarkingWords(),
    sentence: asNetwork(artifact, "sentence", sentenceFeatureCount(channels), 1),
    article: asNetwork(artifact, "article", articleFeatureCount(), ARTICLE_TONES.length),
    target: asNetwork(artifact, "target", targetFeatureCount(channels), TARGET_TONES.length),
  };
}

function asTable(json: unknown): PackedTable {
  const { keys, values, scales } = asObject(json, "lexicon");
  if (typeof keys !== "string" || typeof values !== "string")
    return refuse("lexicon: keys and values must be base64 texts");
  return { keys, values, scales: asNumbers(scales, "lexicon.scales") };
}

function asNetwork(artifact: Fields, name: string, inputs: number, outputs: number): Network {
  const fields = asObject(artifact[name], name);
  const sizes = {
    inputs: asSize(fields.inputs, name),
    hidden: asSize(fields.hidden, name),
    outputs: asSize(fields.outputs, name),
  };
  if (sizes.inputs !== inputs || sizes.outputs !== outputs)
    refuse(`${name}: ${sizes.inputs} inputs and ${sizes.outputs} outputs instead of ${inputs} and ${outputs}`);
  const [mean, factor, first, hiddenBias, second, direct, bias] = NETWORK_PARTS.map((part) =>
    asNumbers(fields[part], `${name}.${part}`),
  );
  if (!mean || !factor || !first || !hiddenBias || !second || !direct || !bias) return refuse(`${name}: incomplete`);
  return unpackNetwork({ ...sizes, mean, factor, first, hiddenBias, second, direct, bias });
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
