import { z } from "zod";
import type { Target } from "../../src/domain/tagging.js";
import { readJsonLines } from "../learning/corpus.js";
import { TARGET_TONES } from "./artifact.js";

/** A sentence of an editorial, with the mean of its raters. */
export interface RatedSentence {
  /** The editorial that it comes from, which a fold keeps together. */
  group: string;
  text: string;
  /** -4 … 4. */
  valence: number;
}

/** A sentence or text with the tone toward one person in it. */
export interface TargetExample extends Target {
  group: string;
  text: string;
  tone: (typeof TARGET_TONES)[number];
}

export const EDITORIALS_FILE = "tone/editorials-train.jsonl.gz";
export const NEWSMTSC_TRAIN_FILE = "tone/newsmtsc-train.jsonl.gz";
export const NEWSMTSC_DEV_FILE = "tone/newsmtsc-dev.jsonl.gz";

const editorialLine = z
  .object({ id: z.string(), text: z.string(), valence: z.number() })
  .transform(({ id, ...sentence }): RatedSentence => ({ ...sentence, group: firstParts(id, 1) }));

/** An id's first three parts name the article: `allsides_1000_401_25_Name_0_6`, `polusa_v1_59488606_-1_30_Name_1_3`. */
const targetLine = z
  .object({ id: z.string(), sentence: z.string(), label: z.enum(TARGET_TONES), from: z.number(), to: z.number() })
  .transform(
    ({ id, sentence, label, ...target }): TargetExample => ({
      ...target,
      group: firstParts(id, 3),
      text: sentence,
      tone: label,
    }),
  );

export function readEditorials(dataDir: string): RatedSentence[] {
  return readJsonLines(dataDir, EDITORIALS_FILE, editorialLine);
}

export function readNewsTargets(dataDir: string, file: string): TargetExample[] {
  return readJsonLines(dataDir, file, targetLine);
}

function firstParts(id: string, count: number): string {
  return id.split("_").slice(0, count).join("_");
}
