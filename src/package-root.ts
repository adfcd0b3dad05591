import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const manifest = z.object({ version: z.string() });

/** Returns the folder that holds package.json, above the given module of ours, compiled or not. */
export function findPackageRoot(moduleUrl: string): string {
  let folder = dirname(fileURLToPath(moduleUrl));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** Returns the version in package.json. */
export function readVersion(packageRoot: string): string {
  return manifest.parse(JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"))).version;
}
