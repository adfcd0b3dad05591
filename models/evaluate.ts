import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { TOPICS } from "../src/domain/topic.js";
import { loadArtifactFile } from "./artifact-file.js";
import { DECISIONS_ARTIFACT, RELIABILITY } from "./card.js";
import { sigmoid } from "./chances.js";
import { requireFiles } from "./learning/corpus.js";
import { reliability } from "./learning/metrics.js";
import { drawReliability } from "./reliability-picture.js";
import { evaluateExtraction } from "./text/extraction-evaluation.js";
import { NEWSMTSC_DEV_FILE } from "./tone/corpora.js";
import { evaluateTone } from "./tone/evaluation.js";
import { TONE_FILES } from "./tone/training.js";
import { evaluateTopics } from "./topics/evaluation.js";
import { perTopic } from "./topics/per-topic.js";
import { saveReliability } from "./topics/reliability.js";
import { TOPIC_FILES } from "./topics/training.js";

/** What each part is measured on. */
const PARTS = {
  topics: TOPIC_FILES,
  tone: [...TONE_FILES, NEWSMTSC_DEV_FILE],
  extraction: ["extraction/gold.json"],
};

type Part = keyof typeof PARTS;

interface Options {
  data: string;
  parts: Part[];
}

/**
 * Reads the options of `npm run evaluate [-- --data DIR] [--only topics|tone|extraction]`, which makes the model card's
 * tables, its picture and the curves that `GET /v1/topics` shows.
 */
function readOptions(): Options {
  const { values } = parseArgs({
    options: { data: { type: "string", default: "../shared/data" }, only: { type: "string" } },
  });
  const all: Part[] = ["topics", "tone", "extraction"];
  const parts = all.filter((part) => values.only === undefined || values.only === part);
  if (parts.length === 0) throw new Error(`--only must be ${all.join(" or ")}, not ${values.only}`);
  requireFiles(values.data, [...new Set(parts.flatMap((part) => PARTS[part]))]);
  return { data: values.data, parts };
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(cells: readonly string[], metrics: Record<string, number>): void {
  const numbers = Object.entries(metrics).map(([name, value]) => `${name} ${Number(value.toFixed(3))}`);
  process.stdout.write(`| ${[...cells, ...numbers].join(" | ")} |\n`);
}

function evaluate({ data, parts }: Options): void {
  if (parts.includes("topics")) {
    const { rows, topics } = evaluateTopics(data, progress);
    const tables = [...new Set(rows.map(({ table }) => table))];
    for (const table of tables) {
      process.stdout.write(`\nTopics: ${table}\n`);
      for (const { candidate, topic, metrics } of rows.filter((row) => row.table === table))
        print([topic, candidate], metrics);
    }
    const here = fileURLToPath(new URL(".", import.meta.url));
    const curves = perTopic((topic) => reliability(topics[topic].logits.map(sigmoid), topics[topic].targets));
    saveReliability(join(here, RELIABILITY), curves, loadArtifactFile(join(here, DECISIONS_ARTIFACT)).checksum);
    const pictured = TOPICS.map((topic) => ({ title: topic, bins: curves[topic] }));
    writeFileSync(join(here, "reliability.svg"), drawReliability(pictured));
  }
  if (parts.includes("tone")) {
    process.stdout.write("\nTone\n");
    for (const { task, candidate, metrics } of evaluateTone(data, progress)) print([task, candidate], metrics);
  }
  if (parts.includes("extraction")) {
    process.stdout.write("\nExtraction of whole pages\n");
    print(["whole pages", "Beatline"], { ...evaluateExtraction(join(data, "extraction")) });
  }
}

/** Reports wrong options without a stack; errors during the evaluation itself keep theirs. */
function findOptions(): Options | undefined {
  try {
    return readOptions();
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
    return undefined;
  }
}

const options = findOptions();
if (options) evaluate(options);
