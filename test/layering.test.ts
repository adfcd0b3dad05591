import assert from "node:assert/strict";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

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

/** Files that wire the rest; nobody imports them. The entries of a thread and of a child process count as such. */
const ROOTS = [
  "src/main.ts",
  "src/api.ts",
  "src/cli.ts",
  "workers/main.ts",
  "workers/classify-thread.ts",
  "workers/classify-process.ts",
];

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

/** Parts of `src` that are no layer: settings and wiring that the roots, and what serves them, share. */
const SHARED = [
  "src/batcher.ts",
  "src/config.ts",
  "src/log.ts",
  "src/metrics.ts",
  "src/misspelled.ts",
  "src/package-root.ts",
  "src/redis-url.ts",
  "src/secrets.ts",
  "src/shutdown.ts",
  "src/start.ts",
  "src/time-limit.ts",
  "src/trace-id.ts",
];

const IMPORT = /^\s*(?:import|export)\b[^"';]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|import\("([^"]+)"\)/gm;

function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listSources(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

function importsOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function resolveOurs(file: string, specifier: string): string {
  const path = normalize(join(dirname(file), specifier)).replace(/\.js$/, ".ts");
  return existsSync(path) ? path : path.replace(/\.ts$/, ".d.ts");
}

function layerOf(file: string): Layer | undefined {
  if (ROOTS.includes(file)) return "root";
  const [top = "", second = ""] = file.split("/");
  const folder = top === "src" ? second : top;
  return folder in MAY_IMPORT ? (folder as Layer) : undefined;
}

describe("the layers", () => {
  const files = ["src", "workers", "models", "clients", "desk/src"].flatMap(listSources);
  const edges = files.flatMap((file) =>
    importsOf(file)
      .filter((specifier) => specifier.startsWith(".") && !specifier.endsWith(".css"))
      .map((specifier) => ({ file, imported: resolveOurs(file, specifier) })),
  );

  it("are found, and what they import is there", () => {
    assert.ok(files.length > 40, `found ${files.length} files`);
    assert.ok(edges.length > 80, `found ${edges.length} imports`);
    assert.deepEqual(
      edges.filter(({ imported }) => !files.includes(imported)),
      [],
    );
  });

  it("import only what the design allows", () => {
    const wrong = edges.filter(({ file, imported }) => {
      const from = layerOf(file);
      const to = layerOf(imported);
      if (!from || from === "root" || SHARED.includes(imported)) return false;
      return to !== from && !(to && MAY_IMPORT[from].includes(to));
    });
    assert.deepEqual(wrong, []);
  });

  it("have no file outside the table but those named as shared", () => {
    assert.deepEqual(
      files.filter((file) => !layerOf(file) && !SHARED.includes(file)),
      [],
    );
  });

  it("leave their roots to themselves", () => {
    assert.deepEqual(
      edges.filter(({ imported }) => ROOTS.includes(imported)),
      [],
    );
  });

  it("keep the domain free of packages", () => {
    const packages = files
      .filter((file) => layerOf(file) === "domain")
      .flatMap((file) => importsOf(file).filter((specifier) => !/^(?:\.|node:)/.test(specifier)));
    assert.deepEqual(packages, []);
  });

  it("keep the runtime of the models free of training and evaluation", () => {
    const runtime = new Set(["models/classify.ts", "models/load.ts"]);
    for (const file of runtime) {
      for (const edge of edges) if (edge.file === file) runtime.add(edge.imported);
    }
    assert.ok(runtime.size > 10, `found ${runtime.size} files`);
    const learns = /^models\/learning\/|training|evaluat|models\/train\.ts/;
    assert.deepEqual(
      [...runtime].filter((file) => learns.test(file)),
      [],
    );
  });

  it("read the environment in the composition roots alone, and only to hand it to the settings", () => {
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
