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
/** Says nothing that a tagging rests on, so it is no part of the version. */
export const RELIABILITY = "topics/reliability.json";

const ARTIFACTS = [ARTICLES_ARTIFACT, HEADLINES_ARTIFACT, DECISIONS_ARTIFACT, TONE_ARTIFACT];

/** How a topic is decided and how well, as `GET /v1/topics` shows it. */
interface TopicCard extends DecisionCard {
  /** Confidences against what was right; null when these decisions were not evaluated since they were trained. */
  reliability: ReliabilityBin[] | null;
}

/** What is to be known of the models without having them in memory. */
export interface ModelCard {
  /** The taxonomy they were trained for and a hash of the artifacts: the same texts and version give the same taggings. */
  version: string;
  topicCard: (topic: Topic) => TopicCard;
}

/** Reads the artifacts under a directory; throws, naming the file, when one is missing or damaged. */
export function readModelCard(dir: string): ModelCard {
  const files = new Map(ARTIFACTS.map((file) => [file, loadArtifactFile(join(dir, file))]));
  const decisions = parseArtifact(DECISIONS_ARTIFACT, files.get(DECISIONS_ARTIFACT)?.content, parseDecisions);
  const curves = findReliability(join(dir, RELIABILITY), files.get(DECISIONS_ARTIFACT)?.checksum ?? "");
  return {
    version: versionOf([...files.values()].map(({ checksum }) => checksum)),
    topicCard: (topic) => ({ ...describeDecision(decisions[topic]), reliability: curves?.[topic] ?? null }),
  };
}

/** @throws Error that says which file is of another format. */
export function parseArtifact<T>(file: string, content: unknown, parser: (content: unknown) => T): T {
  try {
    return parser(content);
  } catch (error) {
    throw new Error(`${file}: not an artifact that this version of Beatline can read; run "npm run train"`, {
      cause: error,
    });
  }
}

/** @param checksums of the artifacts, in the order of their names above. */
export function versionOf(checksums: readonly string[]): string {
  const digest = createHash("sha256").update(checksums.join(" ")).digest("hex");
  return `${TAXONOMY_VERSION}-${digest.slice(0, 8)}`;
}
