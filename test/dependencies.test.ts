import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { z } from "zod";

const manifest = z.object({
  dependencies: z.record(z.string(), z.string()),
  devDependencies: z.record(z.string(), z.string()),
});

describe("the dependencies", () => {
  const { dependencies, devDependencies } = manifest.parse(JSON.parse(readFileSync("package.json", "utf8")));

  it("are each named in docs/dependencies.md with what they are for", () => {
    const page = readFileSync("docs/dependencies.md", "utf8");
    const named = Object.keys({ ...dependencies, ...devDependencies }).filter((name) => !name.startsWith("@types/"));
    assert.deepEqual(
      named.filter((name) => !page.includes(name)),
      [],
    );
  });

  it("are pinned exactly", () => {
    const versions = Object.values({ ...dependencies, ...devDependencies });
    assert.deepEqual(
      versions.filter((version) => !/^\d+\.\d+\.\d+$/.test(version)),
      [],
    );
  });
});
