import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { z } from "zod";
import { followImports, packagesOf, ROOTS } from "./support/modules.js";

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

describe("the dependencies", () => {
  const { dependencies, devDependencies } = manifest.parse(JSON.parse(readFileSync("package.json", "utf8")));

  it("are each listed in docs/dependencies.md, either to run the service or to work on it", () => {
    const page = readFileSync("docs/dependencies.md", "utf8");
    const [toRun = [], toWork = []] = page.split("## To work on it").map(listNamed);
    const untyped = Object.keys(devDependencies).filter((name) => !name.startsWith("@types/"));
    assert.deepEqual(toRun.sort(), Object.keys(dependencies).sort());
    assert.deepEqual(toWork.filter((name) => !name.startsWith("@types/")).sort(), untyped.sort());
  });

  it("are exactly the packages that the service imports; all others are devDependencies", () => {
    const used = new Set(followImports(ROOTS).flatMap(packagesOf));
    assert.deepEqual([...used].sort(), Object.keys(dependencies).sort());
  });

  it("are pinned exactly", () => {
    const versions = Object.values({ ...dependencies, ...devDependencies });
    assert.deepEqual(
      versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  });
});

/** Returns a table's first column. */
function listNamed(section: string): string[] {
  return section
    .split("\n")
    .filter((line) => line.startsWith("| ") && !line.startsWith("| package"))
    .flatMap((line) => (line.split("|")[1] ?? "").split(",").map((name) => name.trim()));
}
