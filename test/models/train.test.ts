import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import {
  dropDrafts,
  loadArtifactFile,
  replaceByDrafts,
  saveArtifactFile,
  saveDraft,
} from "../../models/artifact-file.js";
import { DECISIONS_ARTIFACT } from "../../models/card.js";
import { CORPUS_FILE } from "../../models/learning/corpus.js";
import { TONE_FILES } from "../../models/tone/training.js";
import { TOPIC_FILES } from "../../models/topics/training.js";
import { startChild } from "../support/child.js";
import { temporaryDirectory } from "../support/service.js";

const startTraining = (...args: string[]) => startChild(process.execPath, ["--import=tsx", "models/train.ts", ...args]);

describe("npm run train", () => {
  const dir = temporaryDirectory();

  for (const [args, answer] of [
    [["--only", "sport"], /^--only must be topics or tone, not sport\n$/],
    [["--only", "tone", "--overrides", "x"], /^--overrides is for topics and cannot be used with --only tone\n$/],
    [
      ["--data", "nowhere"],
      /^nowhere has no topics\/allsides-to-2018\.jsonl\.gz, .*; use --data DIR to say where the training data is\n$/,
    ],
  ] as const) {
    it(`says in one line what is wrong with ${args.join(" ")}`, async () => {
      const training = startTraining(...args);
      await once(training.process, "close");
      assert.equal(training.process.exitCode, 1);
      assert.match(training.output(), answer);
    });
  }

  it("stops all of its work when told to, and leaves the artifacts as they were", async () => {
    const before = readFileSync(join("models", DECISIONS_ARTIFACT), "utf8");
    for (const file of new Set([...TOPIC_FILES, ...TONE_FILES])) {
      mkdirSync(dirname(join(dir, file)), { recursive: true });
      // A pipe that nobody writes to holds its reader forever.
      if (file === CORPUS_FILE) execFileSync("mkfifo", [join(dir, file)]);
      else writeFileSync(join(dir, file), "");
    }
    const training = startTraining("--data", dir);
    await training.waitFor(/tone: words/);
    training.process.kill();
    // The output closes once the last process that holds it has ended.
    await once(training.process, "close");
    assert.equal(training.process.exitCode, 1);
    assert.match(training.output(), /Training stopped early; the artifacts are unchanged/);
    assert.equal(readFileSync(join("models", DECISIONS_ARTIFACT), "utf8"), before);
  });

  it("replaces artifacts all together or not at all", () => {
    const [topics, tone] = [join(dir, "topics.json"), join(dir, "tone.json")];
    const paths = [topics, tone];
    for (const path of paths) saveArtifactFile(path, { run: 1 });
    saveDraft(topics, { run: 2 });
    assert.throws(() => replaceByDrafts(paths), /tone\.json\.new/);
    assert.deepEqual(loadArtifactFile(topics).content, { run: 1 });
    saveDraft(tone, { run: 2 });
    replaceByDrafts(paths);
    for (const path of paths) assert.deepEqual(loadArtifactFile(path).content, { run: 2 });
    saveDraft(topics, { run: 3 });
    dropDrafts(paths);
    assert.ok(!existsSync(`${topics}.new`));
  });
});
