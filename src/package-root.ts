import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { z } from "zod";

const manifest = z.object({ version: z.string() });

/** The folder that holds package.json, seen from a module of ours, compiled or not. */
export function findPackageRoot(moduleUrl: string): string {
  let folder = dirname(fileURLToPath(moduleUrl));
  while (!existsSync(join(folder, "package.json"))) folder = dirname(folder);
  return folder;
}

/** The version in package.json. */
export function readVersion(packageRoot: string): string {
  return manifest.parse(JSON.parse(readFileSync(join(packageRoot, "package.json"), "utf8"))).version;
}
