import { execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { classify } from "../models/classify.js";
import { loadModels } from "../models/load.js";
import { TOPICS } from "../src/domain/topic.js";
import type { Benchmark } from "./benchmark.js";
import { readBenchTexts } from "./gold-texts.js";
import { compare, median, outcomeOf, rate } from "./measure.js";

const TEXTS = 60;
/** Enough lines for the work to outweigh the start of the process, which is measured separately and subtracted. */
const REPEATS = 50;

/** Compares the whole tagging with `fasttext predict`, run once for each of three models, without their loading. */
export const classifyAgainstFasttext: Benchmark = {
  name: "fasttext",
  least: 0.5,
  what: "600-word articles a second on one core: topics, tone and evidence / fastText's three predictions",
  needs: ["fasttext"],
  run: async () => {
    const folder = mkdtempSync(join(tmpdir(), "beatline-bench-"));
    try {
      const { training, texts } = readBenchTexts(TEXTS);
      const models = loadModels("models");
      const lines = texts.map(({ headline, body }) => oneLine(`${headline} ${body}`));
      const repeated = Array.from({ length: REPEATS }, () => texts).flat();
      const predict = trainFasttext(folder, training);
      const ours = () =>
        rate(repeated, ({ headline, body }) => classify({ headline, body, bodyFormat: "text" }, models));
      const theirs = () => predict(Array.from({ length: REPEATS }, () => lines).flat());
      ours();
      return outcomeOf(await compare(ours, theirs, 5));
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
};

function trainFasttext(folder: string, training: ReturnType<typeof readBenchTexts>["training"]) {
  for (const topic of TOPICS) {
    const labelled = training.map(
      ({ headline, body, grades }) => `__label__${grades[topic] > 0 ? "yes" : "no"} ${oneLine(`${headline} ${body}`)}`,
    );
    writeFileSync(join(folder, `${topic}.txt`), `${labelled.join("\n")}\n`);
    const files = ["-input", join(folder, `${topic}.txt`), "-output", join(folder, topic)];
    const settings = ["-wordNgrams", "2", "-epoch", "10", "-thread", "1", "-verbose", "0"];
    execFileSync("fasttext", ["supervised", ...files, ...settings], { stdio: "ignore" });
  }
  return (lines: string[]): number => {
    writeFileSync(join(folder, "one"), `${lines[0]}\n`);
    writeFileSync(join(folder, "all"), `${lines.join("\n")}\n`);
    const seconds = (file: string) => {
      const started = performance.now();
      for (const topic of TOPICS) {
        execFileSync("fasttext", ["predict", join(folder, `${topic}.bin`), join(folder, file)], { stdio: "ignore" });
      }
      return (performance.now() - started) / 1000;
    };
    const loading = median([seconds("one"), seconds("one"), seconds("one")]);
    return (lines.length - 1) / (seconds("all") - loading);
  };
}

function oneLine(text: string): string {
  return text.toLowerCase().replaceAll(/\s+/g, " ");
}
