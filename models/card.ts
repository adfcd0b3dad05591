import { createHash } from "node:crypto";
import { join } from "node:path";
import { TAXONOMY_VERSION, type Topic } from "../src/domain/topic.js";
import { loadArtifactFile } from "./artifact-file.js";
import { type DecisionCard, describeDecision, parseDecisions } from "./topics/artifact.js";
import { findReliability, type ReliabilityBin } from "./topics/reliability.js";

export const ARTICLES_ARTIFACT = "topics/articles.json";
export const HEADLINES_ARTIFACT = "topics/headlines.json";
export const DECISIONS_ARTIFACT = "topics/decisions.json";
export const TONE_ARTIFACT = "tone/artifact.json";
/** No tagging depends on this file, so it is not part of the version. */
export const RELIABILITY = "topics/reliability.json";

const ARTIFACTS = [ARTICLES_ARTIFACT, HEADLINES_ARTIFACT, DECISIONS_ARTIFACT, TONE_ARTIFACT];

/** A topic's thresholds and measured quality, as `GET /v1/topics` shows them. */
interface TopicCard extends DecisionCard {
  /** Confidences against the shares that were right; null when the decisions were trained since the last evaluation. */
  reliability: ReliabilityBin[] | null;
}

/** Describes the models without holding them in memory. */
export interface ModelCard {
  /** The taxonomy's version and a hash of the artifacts: the same text and version give the same tagging. */
  version: string;
  topicCard: (topic: Topic) => TopicCard;
}

/** Reads the artifacts under a directory. @throws Error that names the file when one is missing or damaged. */
export function readModelCard(dir: string): ModelCard {
  const files = new Map(ARTIFACTS.map((file) => [file, loadArtifactFile(join(dir, file))]));
  const decisions = parseArtifact(DECISIONS_ARTIFACT, files.get(DECISIONS_ARTIFACT)?.content, parseDecisions);
  const curves = findReliability(join(dir, RELIABILITY), files.get(DECISIONS_ARTIFACT)?.checksum ?? "");
  return {
    version: versionOf([...files.values()].map(({ checksum }) => checksum)),
    topicCard: (topic) => ({ ...describeDecision(decisions[topic]), reliability: curves?.[topic] ?? null }),
  };
}

/** Parses an artifact. @throws Error that names a file of another format. */
export function parseArtifact<T>(file: string, content: unknown, parser: (content: unknown) => T): T {
  try {
    return parser(content);
  } catch (error) {
    throw new Error(`${file}: not an artifact that this version of Beatline can read; run "npm run train"`, {
      cause: error,
    });
  }
}

/** @param checksums of the artifacts, in the order of ARTIFACTS. */
export function versionOf(checksums: readonly string[]): string {
  const digest = createHash("sha256").update(checksums.join(" ")).digest("hex");
  return `${TAXONOMY_VERSION}-${digest.slice(0, 8)}`;
}
