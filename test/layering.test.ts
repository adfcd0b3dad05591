import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { followImports, importsOf, listSources, packagesOf, ROOTS } from "./support/modules.js";

type Layer =
  | "domain"
  | "models"
  | "intake"
  | "storage"
  | "queue"
  | "http"
  | "commands"
  | "workers"
  | "clients"
  | "desk"
  | "root";

const MAY_IMPORT: Readonly<Record<Layer, readonly Layer[]>> = {
  domain: [],
  models: ["domain"],
  intake: ["domain"],
  storage: ["domain"],
  queue: ["domain"],
  http: ["domain", "intake", "storage", "queue", "models"],
  commands: ["domain", "intake", "storage", "queue", "models", "clients"],
  workers: ["domain", "models", "storage", "queue"],
  clients: [],
  desk: ["clients"],
  root: [],
};

/**
 * Files of `src` that belong to no layer: settings and wiring shared by the roots and the layers that serve them. They
 * may import each other and these layers.
 */
const SHARED: Readonly<Record<string, readonly Layer[]>> = {
  "src/batcher.ts": [],
  "src/config.ts": ["intake"],
  "src/follow-abort.ts": [],
  "src/log.ts": [],
  "src/metrics.ts": ["domain"],
  "src/misspelled.ts": [],
  "src/package-root.ts": [],
  "src/redis-url.ts": [],
  "src/secrets.ts": ["intake"],
  "src/shutdown.ts": [],
  "src/start.ts": ["intake", "queue", "storage"],
  "src/time-limit.ts": [],
  "src/trace-id.ts": [],
};

/** Layers that may not import any shared file. */
const APART: readonly (Layer | undefined)[] = ["domain", "models", "intake", "clients", "desk"];

function layerOf(file: string): Layer | undefined {
  if (ROOTS.includes(file)) return "root";
  const [top = "", second = ""] = file.split("/");
  const folder = top === "src" ? second : top;
  return folder in MAY_IMPORT ? (folder as Layer) : undefined;
}

function layersFor(file: string): readonly Layer[] {
  const layer = layerOf(file);
  return layer ? [layer, ...MAY_IMPORT[layer]] : (SHARED[file] ?? []);
}

function mayImport(file: string, imported: string): boolean {
  if (ROOTS.includes(file)) return true;
  const allowed = layersFor(file);
  const layer = layerOf(imported);
  if (layer) return allowed.includes(layer);
  // A shared file brings its own imports along.
  return !APART.includes(layerOf(file)) && layersFor(imported).every((brought) => allowed.includes(brought));
}

describe("the layers", () => {
  const files = ["src", "workers", "models", "clients", "desk/src"].flatMap(listSources);
  const edges = files.flatMap((file) => importsOf(file).map((imported) => ({ file, imported })));

  it("are found, and every file that they import exists", () => {
    assert.ok(files.length > 40, `found ${files.length} files`);
    assert.ok(edges.length > 80, `found ${edges.length} imports`);
    assert.deepEqual(
      edges.filter(({ imported }) => !files.includes(imported)),
      [],
    );
  });

  it("import only what the design allows", () => {
    assert.deepEqual(
      edges.filter(({ file, imported }) => !mayImport(file, imported)),
      [],
    );
  });

  it("contain every file except those listed as shared", () => {
    assert.deepEqual(
      files.filter((file) => !layerOf(file) && !(file in SHARED)),
      [],
    );
  });

  it("never import a composition root", () => {
    assert.deepEqual(
      edges.filter(({ imported }) => ROOTS.includes(imported)),
      [],
    );
  });

  it("keep the domain free of packages", () => {
    const domain = files.filter((file) => layerOf(file) === "domain");
    assert.deepEqual(domain.flatMap(packagesOf), []);
  });

  it("keep the runtime of the models free of training and evaluation", () => {
    const runtime = followImports(["models/classify.ts", "models/load.ts"]);
    assert.ok(runtime.length > 10, `found ${runtime.length} files`);
    const learns = /^models\/learning\/|training|evaluat|models\/train/;
    assert.deepEqual(
      runtime.filter((file) => learns.test(file)),
      [],
    );
  });

  it("read the environment only in the composition roots, and only to pass it to the settings", () => {
    const readers = files.filter((file) => readFileSync(file, "utf8").includes("process.env"));
    assert.deepEqual(
      readers.filter((file) => !ROOTS.includes(file)),
      [],
    );
    const careless = readers.filter((file) =>
      readFileSync(file, "utf8")
        .split("\n")
        .some((line) => line.includes("process.env") && !/\bread(?:Command)?Config\(process\.env\b/.test(line)),
    );
    assert.deepEqual(careless, []);
  });
});
