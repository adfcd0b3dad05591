import assert from "node:assert/strict";
import { readdirSync, readFileSync } from "node:fs";

/** What needs no key: health, metrics and the description of the API, and webhooks, which are signed. */
const OPEN = ["health.ts", "metrics.ts", "openapi.ts", "webhooks.ts"];

const ROUTE = /\brouter\s*\.(?:get|post|put|patch|delete)\(\s*"([^"]+)"/g;
const SCOPED =
  /\brouter\s*\.(?:get|post|put|patch|delete)\(\s*"([^"]+)".*?=> \{\s*(?:const [^=]+ = )?require(?:Scope|Admin|Caller)\(/g;

describe("every route that a key opens", () => {
  it("begins by asking for its scope", () => {
    const files = readdirSync("src/http").filter((name) => name.endsWith(".ts") && !OPEN.includes(name));
    const all = files.map((name) => readFileSync(`src/http/${name}`, "utf8")).join("\n");
    const paths = (pattern: RegExp) => [...all.matchAll(pattern)].map(([, path]) => path);
    assert.ok(paths(ROUTE).length >= 14, `found ${paths(ROUTE).length} routes`);
    assert.deepEqual(paths(SCOPED), paths(ROUTE));
  });
});
