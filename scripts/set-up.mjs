// Installs and, when asked to, builds what is missing or stale, so that every npm script works on a fresh clone.
// Plain JavaScript without packages, since it runs before there are any.
import { spawnSync } from "node:child_process";
import { chmodSync, readdirSync, statSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";

const root = join(dirname(fileURLToPath(import.meta.url)), "..");
const SOURCES = ["src", "workers", "models", "clients", "desk", "package.json", "tsconfig.json", "tsconfig.build.json"];

/** When a file, or the newest one of a folder, was changed, in milliseconds; 0 when there is none. */
function changedAt(path) {
  const entry = statSync(join(root, path), { throwIfNoEntry: false });
  if (!entry?.isDirectory()) return entry?.mtimeMs ?? 0;
  return Math.max(entry.mtimeMs, ...readdirSync(join(root, path)).map((name) => changedAt(join(path, name))));
}

function run(what, command, args) {
  process.stderr.write(`${what}…\n`);
  const { status, error } = spawnSync(command, args, { cwd: root, stdio: ["ignore", "ignore", "inherit"] });
  if (status === 0) return;
  process.stderr.write(`${command} ${args.join(" ")} failed${error ? `: ${error.message}` : ""}\n`);
  process.exit(1);
}

function requireNode() {
  const [major, minor] = process.versions.node.split(".").map(Number);
  if (major > 20 || (major === 20 && minor >= 19)) return;
  process.stderr.write(`Beatline needs Node 20.19 or newer; this is ${process.versions.node}\n`);
  process.exit(1);
}

requireNode();
if (changedAt("node_modules/.package-lock.json") < changedAt("package-lock.json")) {
  run("Installing the packages (about a minute the first time)", "npm", ["ci", "--ignore-scripts", "--loglevel=error"]);
}
if (process.argv.includes("build") && changedAt("dist/.built") < Math.max(...SOURCES.map(changedAt))) {
  run("Building", process.execPath, ["node_modules/typescript/bin/tsc", "-p", "tsconfig.build.json"]);
  // npx links the command once for each path of a project and asks no more whether the file can be run.
  chmodSync(join(root, "dist/src/cli.js"), 0o755);
  run("Building the desk", process.execPath, ["node_modules/vite/bin/vite.js", "build", "desk", "--logLevel=warn"]);
  writeFileSync(join(root, "dist/.built"), "");
}
