import { fileURLToPath } from "node:url";
import { saveDraft } from "./artifact-file.js";
import { ARTICLES_ARTIFACT, DECISIONS_ARTIFACT, HEADLINES_ARTIFACT, TONE_ARTIFACT } from "./card.js";
import { trainTone } from "./tone/training.js";
import { readOverrides } from "./topics/overrides.js";
import { trainTopics } from "./topics/training.js";

/** A process of `train.ts` for one part: `topics DATA [OVERRIDES]` or `tone DATA`. It writes drafts. */
const [part, dataDir = "", overrides] = process.argv.slice(2);
const started = Date.now();

function log(line: string): void {
  process.stdout.write(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
}

function save(file: string, content: object): void {
  saveDraft(fileURLToPath(new URL(file, import.meta.url)), content);
  log(`trained ${file}`);
}

if (part === "topics") {
  const { articles, headlines, decisions } = trainTopics(
    dataDir,
    overrides === undefined ? [] : readOverrides(overrides),
    log,
  );
  save(ARTICLES_ARTIFACT, articles);
  save(HEADLINES_ARTIFACT, headlines);
  save(DECISIONS_ARTIFACT, decisions);
} else {
  save(TONE_ARTIFACT, trainTone(dataDir, log));
}
