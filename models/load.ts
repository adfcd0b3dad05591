import { createHash } from "node:crypto";
import { join } from "node:path";
import { TAXONOMY_VERSION, TOPICS, type Topic } from "../src/domain/topic.js";
import { loadArtifactFile } from "./artifact-file.js";
import { classify } from "./classify.js";
import { createLanguageModel, type LanguageModel } from "./text/language.js";
import { parseToneArtifact, type ToneModel } from "./tone/artifact.js";
import { describeTopic, parseDecisions, parseReader, type TopicCard, type TopicModel } from "./topics/artifact.js";

/** All that `classify` knows. */
export interface Models {
  /** The taxonomy it was trained for and a hash of the artifacts: the same texts and version give the same taggings. */
  version: string;
  topics: TopicModel;
  tone: ToneModel;
  language: LanguageModel;
  topicCard: (topic: Topic) => TopicCard;
}

/** Written for this test; any sound model tags it with all three topics. */
const SELF_TEST = {
  headline: "Immigration agents arrest 80 workers in raid on poultry plant",
  body:
    "Federal immigration agents arrested 80 workers at a poultry plant on Tuesday, and detained most of them for deportation. " +
    "The workers' union said the raid came a week after employees voted to strike over wages and unpaid overtime. " +
    "Prosecutors charged two managers with hiring undocumented immigrants.\n\n" +
    "The police closed the road while agents led the immigrants to buses bound for a detention center. " +
    "Union leaders asked the Labor Department to investigate working conditions and the minimum wage paid at the plant.",
  bodyFormat: "text" as const,
};

export const ARTICLES_ARTIFACT = "topics/articles.json";
export const HEADLINES_ARTIFACT = "topics/headlines.json";
export const DECISIONS_ARTIFACT = "topics/decisions.json";
export const TONE_ARTIFACT = "tone/artifact.json";

/** Reads the artifacts under a directory; throws, naming the file, when one is missing, damaged or of another format. */
export function loadModels(dir: string): Models {
  const checksums: string[] = [];
  const load = <T>(file: string, parser: (content: unknown) => T): T => {
    const { content, checksum } = loadArtifactFile(join(dir, file));
    checksums.push(checksum);
    return parse(file, content, parser);
  };
  const topics = {
    articles: load(ARTICLES_ARTIFACT, (content) => parseReader(content, "articles")),
    headlines: load(HEADLINES_ARTIFACT, (content) => parseReader(content, "headlines")),
    decisions: load(DECISIONS_ARTIFACT, parseDecisions),
  };
  return {
    topics,
    tone: load(TONE_ARTIFACT, parseToneArtifact),
    version: versionOf(checksums),
    language: createLanguageModel(topics.headlines.space.vocabulary),
    topicCard: (topic) => describeTopic(topics, topic),
  };
}

/** Throws unless the written article comes out right: a process that cannot tag it must not report ready. */
export function selfTest(models: Models): void {
  const tagging = classify(SELF_TEST, models);
  const tags = tagging.outcome === "abstained" ? [] : tagging.tags;
  const wrong = TOPICS.filter((topic) => !tags.some((tag) => tag.topic === topic && tag.evidence.length > 0));
  if (wrong.length > 0) throw new Error(`model ${models.version} fails its self-test: no ${wrong.join(", ")}`);
}

function parse<T>(file: string, content: unknown, parser: (content: unknown) => T): T {
  try {
    return parser(content);
  } catch (error) {
    throw new Error(`${file}: not an artifact that this version of Beatline reads; run "npm run train"`, {
      cause: error,
    });
  }
}

function versionOf(checksums: readonly string[]): string {
  const digest = createHash("sha256").update(checksums.join(" ")).digest("hex");
  return `${TAXONOMY_VERSION}-${digest.slice(0, 8)}`;
}
