import { join } from "node:path";
import { loadArtifactFile } from "./artifact-file.js";
import {
  ARTICLES_ARTIFACT,
  DECISIONS_ARTIFACT,
  HEADLINES_ARTIFACT,
  parseArtifact,
  TONE_ARTIFACT,
  versionOf,
} from "./card.js";
import type { Vocabulary } from "./text/vocabulary.js";
import { parseToneArtifact, type ToneModel } from "./tone/artifact.js";
import { parseDecisions, parseReader, type TopicModel } from "./topics/artifact.js";

/** Everything that `classify` knows. */
export interface Models {
  /** The version on the model card. */
  version: string;
  topics: TopicModel;
  tone: ToneModel;
  /** The words of the tone model: of English news, names too, and of the word lists. */
  knownWords: Vocabulary;
}

/** Loads the models of a directory. @throws Error that names a file that is missing, damaged or of another format. */
export function loadModels(dir: string): Models {
  const checksums: string[] = [];
  const load = <T>(file: string, parser: (content: unknown) => T): T => {
    const { content, checksum } = loadArtifactFile(join(dir, file));
    checksums.push(checksum);
    return parseArtifact(file, content, parser);
  };
  const topics = {
    articles: load(ARTICLES_ARTIFACT, (content) => parseReader(content, "articles")),
    headlines: load(HEADLINES_ARTIFACT, (content) => parseReader(content, "headlines")),
    decisions: load(DECISIONS_ARTIFACT, parseDecisions),
  };
  const tone = load(TONE_ARTIFACT, parseToneArtifact);
  if (tone.phrases.space !== topics.articles.space.checksum)
    throw new Error(
      `${TONE_ARTIFACT} counts different phrases from ${ARTICLES_ARTIFACT}; run "npm run train" for both`,
    );
  return {
    topics,
    tone,
    version: versionOf(checksums),
    knownWords: tone.table.vocabulary,
  };
}
