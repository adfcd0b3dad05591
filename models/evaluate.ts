import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { TOPICS } from "../src/domain/topic.js";
import { loadArtifactFile } from "./artifact-file.js";
import { DECISIONS_ARTIFACT, RELIABILITY } from "./card.js";
import { sigmoid } from "./chances.js";
import { reliability } from "./learning/metrics.js";
import { drawReliability } from "./reliability-picture.js";
import { evaluateExtraction } from "./text/extraction-evaluation.js";
import { evaluateTone } from "./tone/evaluation.js";
import { evaluateTopics } from "./topics/evaluation.js";
import { perTopic } from "./topics/per-topic.js";
import { saveReliability } from "./topics/reliability.js";

/** `npm run evaluate [-- --data DIR] [--only topics|tone|extraction]`: the model card's tables, its picture and the curves that `GET /v1/topics` shows. */
const { values } = parseArgs({
  options: { data: { type: "string", default: "../shared/data" }, only: { type: "string" } },
});

const PARTS = ["topics", "tone", "extraction"];
if (values.only !== undefined && !PARTS.includes(values.only))
  throw new Error(`--only is ${values.only}; it can be ${PARTS.join(" or ")}`);

function isAsked(part: string): boolean {
  return values.only === undefined || values.only === part;
}

function progress(line: string): void {
  process.stderr.write(`${line}\n`);
}

function print(cells: readonly string[], metrics: Record<string, number>): void {
  const numbers = Object.entries(metrics).map(([name, value]) => `${name} ${Number(value.toFixed(3))}`);
  process.stdout.write(`| ${[...cells, ...numbers].join(" | ")} |\n`);
}

if (isAsked("topics")) {
  const { rows, topics } = evaluateTopics(values.data, progress);
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
if (isAsked("tone")) {
  process.stdout.write("\nTone\n");
  for (const { task, candidate, metrics } of evaluateTone(values.data, progress)) print([task, candidate], metrics);
}
if (isAsked("extraction")) {
  process.stdout.write("\nExtraction of whole pages\n");
  print(["whole pages", "Beatline"], { ...evaluateExtraction(join(values.data, "extraction")) });
}
