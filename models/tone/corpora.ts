import type { Target } from "../../src/domain/tagging.js";
import { readJsonLines, textFields } from "../learning/corpus.js";

/** A sentence of an editorial, with the mean of its raters. */
export interface RatedSentence {
  /** The editorial that it comes from: what a fold keeps together. */
  group: string;
  text: string;
  /** -4 … 4. */
  valence: number;
}

type TargetTone = "negative" | "neutral" | "positive";

/** A sentence or text with the tone toward one person in it. */
export interface TargetExample extends Target {
  group: string;
  text: string;
  tone: TargetTone;
}

export const EDITORIALS_FILE = "tone/editorials-train.jsonl.gz";
export const NEWSMTSC_TRAIN_FILE = "tone/newsmtsc-train.jsonl.gz";
export const NEWSMTSC_DEV_FILE = "tone/newsmtsc-dev.jsonl.gz";

export function readEditorials(dataDir: string): RatedSentence[] {
  return readJsonLines(dataDir, EDITORIALS_FILE, (line) => {
    const { id = "", text = "" } = textFields(line);
    return { group: id.split("_")[0] ?? id, text, valence: numberField(line, "valence") };
  });
}

export function readNewsTargets(dataDir: string, file: string): TargetExample[] {
  return readJsonLines(dataDir, file, (line) => {
    const { id = "", sentence = "", label = "" } = textFields(line);
    const tone = parseTargetTone(label);
    return { group: groupOf(id), text: sentence, tone, from: numberField(line, "from"), to: numberField(line, "to") };
  });
}

/** `allsides_1000_401_25_Name_0_6` and `polusa_v1_59488606_-1_30_Name_1_3` name the article by their first three parts. */
function groupOf(id: string): string {
  return id.split("_").slice(0, 3).join("_");
}

function parseTargetTone(label: string): TargetTone {
  if (label === "negative" || label === "neutral" || label === "positive") return label;
  throw new Error(`"${label}" is no tone toward a target`);
}

function numberField(line: unknown, name: string): number {
  const value: unknown = typeof line === "object" && line !== null ? Reflect.get(line, name) : undefined;
  if (typeof value !== "number") throw new Error(`a line has no number "${name}"`);
  return value;
}
