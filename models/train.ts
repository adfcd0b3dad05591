import { spawn } from "node:child_process";
import { once } from "node:events";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";
import { dropDrafts, replaceByDrafts } from "./artifact-file.js";
import { ARTICLES_ARTIFACT, DECISIONS_ARTIFACT, HEADLINES_ARTIFACT, TONE_ARTIFACT } from "./card.js";
import { requireFiles } from "./learning/corpus.js";
import { TONE_FILES } from "./tone/training.js";
import { readOverrides } from "./topics/overrides.js";
import { TOPIC_FILES } from "./topics/training.js";

const PARTS = {
  topics: { files: TOPIC_FILES, artifacts: [ARTICLES_ARTIFACT, HEADLINES_ARTIFACT, DECISIONS_ARTIFACT] },
  tone: { files: TONE_FILES, artifacts: [TONE_ARTIFACT] },
};

type Part = keyof typeof PARTS;

interface Options {
  data: string;
  parts: Part[];
  overrides: string | undefined;
}

/**
 * Reads the options of `npm run train [-- --data DIR] [--only topics|tone] [--overrides FILE]`, which rebuilds the
 * artifacts beside this file from the data; with editors' decisions, those of topics alone.
 */
function readOptions(): Options {
  const { values } = parseArgs({
    options: {
      data: { type: "string", default: "../shared/data" },
      only: { type: "string" },
      overrides: { type: "string" },
    },
  });
  const { data, only, overrides } = values;
  if (only !== undefined && only !== "topics" && only !== "tone")
    throw new Error(`--only must be topics or tone, not ${only}`);
  if (only === "tone" && overrides !== undefined)
    throw new Error("--overrides is for topics and cannot be used with --only tone");
  // Editors decide on topics only, so the tone has nothing to learn from them.
  if (overrides !== undefined) return { data, parts: ["topics"], overrides };
  return { data, parts: only === undefined ? ["topics", "tone"] : [only], overrides };
}

/** Checks the input files before a training that would fail minutes later. @throws Error that says what is wrong. */
function check({ data, parts, overrides }: Options): void {
  requireFiles(data, [...new Set(parts.flatMap((part) => PARTS[part].files))]);
  if (overrides !== undefined) readOverrides(overrides);
}

/**
 * Trains each part in its own process: neither needs what the other learns. The old artifacts stay until all parts are
 * done, since a tone model is refused beside the topics of another run.
 */
async function train({ data, parts, overrides }: Options): Promise<void> {
  const artifacts = parts
    .flatMap((part) => PARTS[part].artifacts)
    .map((file) => fileURLToPath(new URL(file, import.meta.url)));
  const program = fileURLToPath(new URL("train-part.ts", import.meta.url));
  const children = parts.map((part) => {
    const given = overrides === undefined ? [] : [overrides];
    return spawn(process.execPath, [...process.execArgv, program, part, data, ...given], { stdio: "inherit" });
  });
  const stop = () => {
    for (const child of children) child.kill();
  };
  process.once("SIGINT", stop).once("SIGTERM", stop);
  const ends = await Promise.all(
    children.map(async (child) => {
      const [code] = await once(child, "exit");
      if (code !== 0) stop();
      return code === 0;
    }),
  );
  if (ends.every(Boolean)) return replaceByDrafts(artifacts);
  dropDrafts(artifacts);
  throw new Error("Training stopped early; the artifacts are unchanged");
}

try {
  const options = readOptions();
  check(options);
  await train(options);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}
