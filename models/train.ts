import { spawn } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { saveArtifactFile } from "./artifact-file.js";
import { ARTICLES_ARTIFACT, DECISIONS_ARTIFACT, HEADLINES_ARTIFACT, TONE_ARTIFACT } from "./card.js";
import { trainTone } from "./tone/training.js";
import { readOverrides } from "./topics/overrides.js";
import { trainTopics } from "./topics/training.js";

/**
 * `npm run train [-- --data DIR] [--only topics|tone] [--overrides FILE]`: rebuilds the artifacts beside this file from the
 * data; those of topics alone with editors' decisions in it, when there are some.
 */
const { values } = parseArgs({
  options: {
    data: { type: "string", default: "../shared/data" },
    only: { type: "string" },
    overrides: { type: "string" },
  },
});
/** Editors decide on topics: the tone has nothing to learn from that, and is not replaced before what they change was printed. */
const only = values.only ?? (values.overrides === undefined ? undefined : "topics");
const PARTS = ["topics", "tone"];
if (only !== undefined && !PARTS.includes(only)) throw new Error(`--only is ${only}; it can be ${PARTS.join(" or ")}`);
if (only === "tone" && values.overrides !== undefined)
  throw new Error("--overrides is for topics, and not for --only tone");
const started = Date.now();

function log(line: string): void {
  process.stdout.write(`${((Date.now() - started) / 1000).toFixed(0).padStart(4)} s  ${line}\n`);
}

function save(file: string, content: object): void {
  saveArtifactFile(join(fileURLToPath(new URL(".", import.meta.url)), file), content);
  log(`wrote ${file}`);
}

/** Each part on a core of its own: neither needs what the other learns. */
async function trainBoth(): Promise<void> {
  const codes = await Promise.all(
    PARTS.map(async (part) => {
      const child = spawn(process.execPath, [...process.execArgv, ...process.argv.slice(1), "--only", part], {
        stdio: "inherit",
      });
      const [code] = await once(child, "exit");
      return code;
    }),
  );
  if (codes.some((code) => code !== 0)) process.exitCode = 1;
}

if (only === undefined) await trainBoth();
if (only === "topics") {
  const { articles, headlines, decisions } = trainTopics(
    values.data,
    values.overrides === undefined ? [] : readOverrides(values.overrides),
    log,
  );
  save(ARTICLES_ARTIFACT, articles);
  save(HEADLINES_ARTIFACT, headlines);
  save(DECISIONS_ARTIFACT, decisions);
}
if (only === "tone") save(TONE_ARTIFACT, trainTone(values.data, log));
