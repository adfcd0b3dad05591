import { existsSync } from "node:fs";
import { z } from "zod";
import type { Topic } from "../../src/domain/topic.js";
import { loadArtifactFile, saveArtifactFile } from "../artifact-file.js";
import { roundShare } from "../chances.js";
import { perTopic } from "./per-topic.js";

const FORMAT = "beatline-topic-reliability-1";

/** The articles whose confidence lies in one tenth: their count, mean confidence, and the share that was right. */
export const reliabilityBin = z.strictObject({ count: z.int(), confidence: z.number(), frequency: z.number() });

export type ReliabilityBin = z.infer<typeof reliabilityBin>;

const bins = z.array(reliabilityBin);
const curvesSchema = z.strictObject({
  format: z.literal(FORMAT),
  /** Checksum of the decisions that were measured. */
  decisions: z.string(),
  perTopic: z.strictObject({ immigration: bins, enforcement: bins, labor: bins }),
});

export type ReliabilityCurves = Readonly<Record<Topic, ReliabilityBin[]>>;

/** @param decisions checksum of the decisions that were measured. */
export function saveReliability(path: string, curves: ReliabilityCurves, decisions: string): void {
  const roundBin = ({ count, confidence, frequency }: ReliabilityBin): ReliabilityBin => ({
    count,
    confidence: roundShare(confidence),
    frequency: roundShare(frequency),
  });
  saveArtifactFile(path, { format: FORMAT, decisions, perTopic: perTopic((topic) => curves[topic].map(roundBin)) });
}

/** Finds the curves of these decisions; undefined when the decisions were trained since the last evaluation. */
export function findReliability(path: string, decisions: string): ReliabilityCurves | undefined {
  if (!existsSync(path)) return undefined;
  const curves = curvesSchema.parse(loadArtifactFile(path).content);
  return curves.decisions === decisions ? curves.perTopic : undefined;
}
