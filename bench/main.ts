import { findProgram } from "../test/support/programs.js";
import type { Benchmark } from "./benchmark.js";
import { classifyAgainstFasttext } from "./classify-fasttext.js";
import { classifyAgainstNatural } from "./classify-natural.js";
import { drainAgainstIdeal } from "./drain.js";
import { growthAgainstFewArticles } from "./growth.js";
import { intakeAgainstBareInsert } from "./intake.js";
import { lookupAgainstBareSelect } from "./lookup.js";
import { memoryAgainstShortBacklog } from "./memory.js";

const BENCHMARKS: readonly Benchmark[] = [
  classifyAgainstNatural,
  classifyAgainstFasttext,
  drainAgainstIdeal,
  intakeAgainstBareInsert,
  lookupAgainstBareSelect,
  growthAgainstFewArticles,
  memoryAgainstShortBacklog,
];

/** Runs the named benchmarks, or all. @returns the exit code: 1 when one falls short or cannot be run. */
async function main(names: string[]): Promise<number> {
  const unknown = names.filter((name) => !BENCHMARKS.some((benchmark) => benchmark.name === name));
  if (unknown.length > 0) {
    print(`There is no benchmark ${unknown.join(", ")}; known are ${BENCHMARKS.map(({ name }) => name).join(", ")}`);
    return 1;
  }
  let failed = 0;
  const verdicts: string[] = [];
  for (const benchmark of BENCHMARKS.filter(({ name }) => names.length === 0 || names.includes(name))) {
    const { passed, verdict } = await runOne(benchmark);
    if (!passed) failed++;
    verdicts.push(verdict);
  }
  for (const verdict of verdicts) print(verdict);
  return failed > 0 ? 1 : 0;
}

async function runOne(benchmark: Benchmark): Promise<{ passed: boolean; verdict: string }> {
  const missing = (benchmark.needs ?? []).filter((program) => !findProgram(program));
  if (missing.length > 0) return { passed: false, verdict: `${benchmark.name} not run: needs ${missing.join(", ")}` };
  print(`${benchmark.name}: ${benchmark.what}`);
  const { ratio, ours, theirs } = await benchmark.run();
  print(`  ${ours} against ${theirs}`);
  const { name, least } = benchmark;
  return { passed: ratio >= least, verdict: `${name} ratio ${ratio.toFixed(2)} (least ${least})` };
}

function print(line: string): void {
  process.stdout.write(`${line}\n`);
}

main(process.argv.slice(2)).then(
  (code) => {
    process.exitCode = code;
  },
  (error: unknown) => {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`);
    process.exitCode = 1;
  },
);
