import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";

const DEBIAN_POSTGRES = "/usr/lib/postgresql";

/**
 * Finds a program; undefined when there is none. Debian keeps PostgreSQL off the PATH; CHROMIUM_PATH names a browser.
 */
export function findProgram(name: string): string | undefined {
  if (name === "chromium" && process.env.CHROMIUM_PATH) return process.env.CHROMIUM_PATH;
  const debian = existsSync(DEBIAN_POSTGRES)
    ? readdirSync(DEBIAN_POSTGRES).map((version) => join(DEBIAN_POSTGRES, version, "bin"))
    : [];
  const folders = [...(process.env.PATH ?? "").split(":"), ...debian];
  return folders.map((folder) => join(folder, name)).find((path) => existsSync(path));
}

/**
 * Describes a suite that needs programs. Where one is missing its tests are reported as skipped, by name; with
 * REQUIRE_SERVICES=1 they fail instead.
 */
export function describeWith(programs: string[], title: string, suite: () => void): void {
  const missing = programs.filter((name) => !findProgram(name));
  describe(missing.length > 0 ? `${title} (needs ${missing.join(", ")})` : title, () => {
    before(function () {
      if (missing.length === 0) return;
      if (process.env.REQUIRE_SERVICES === "1") throw new Error(`${missing.join(", ")} must be installed`);
      this.skip();
    });
    suite();
  });
}
