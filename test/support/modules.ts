import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";

/** Files that wire the rest and that nobody imports, including the entries of a thread and of a child process. */
export const ROOTS = [
  "src/main.ts",
  "src/api.ts",
  "src/cli.ts",
  "workers/main.ts",
  "workers/classify-thread.ts",
  "workers/classify-process.ts",
];

const IMPORT = /^\s*(?:import|export)\b[^"';]*?from\s+"([^"]+)"|^\s*import\s+"([^"]+)"|import\("([^"]+)"\)/gm;

/** Lists the modules below a folder. */
export function listSources(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return listSources(path);
    return /\.tsx?$/.test(path) ? [path] : [];
  });
}

/** Lists our own modules that a file imports. */
export function importsOf(file: string): string[] {
  return specifiersOf(file)
    .filter((specifier) => specifier.startsWith(".") && !specifier.endsWith(".css"))
    .map((specifier) => resolveOurs(file, specifier));
}

/** Lists the names of the packages that a file imports. */
export function packagesOf(file: string): string[] {
  return specifiersOf(file)
    .filter((specifier) => !/^(?:\.|node:)/.test(specifier))
    .map((specifier) => /^(?:@[^/]+\/)?[^/]+/.exec(specifier)?.[0] ?? "");
}

/** Returns these files and all that they import in turn. */
export function followImports(files: readonly string[]): string[] {
  const found = new Set(files);
  for (const file of found) for (const imported of importsOf(file)) found.add(imported);
  return [...found];
}

function specifiersOf(file: string): string[] {
  return [...readFileSync(file, "utf8").matchAll(IMPORT)].map((match) => match[1] ?? match[2] ?? match[3] ?? "");
}

function resolveOurs(file: string, specifier: string): string {
  const path = normalize(join(dirname(file), specifier)).replace(/\.js$/, ".ts");
  return existsSync(path) ? path : path.replace(/\.ts$/, ".d.ts");
}
