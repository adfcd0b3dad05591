import assert from "node:assert/strict";
import { spawnSync } from "node:child_process";
import { existsSync, openSync, readFileSync } from "node:fs";
import { beatline, beatlineToNobody, RAID } from "./support/beatline.js";

describe("the command line", () => {
  it("prints its version", () => {
    const { version } = JSON.parse(readFileSync("package.json", "utf8"));
    assert.equal(beatline(["--version"]).stdout, `${version}\n`);
  });

  it("refuses an unknown format, and shows examples with --help", () => {
    assert.equal(beatline(["classify", "--format", "pdf"]).status, 1);
    const { status, stdout } = beatline(["classify", "--help"]);
    assert.equal(status, 0);
    assert.match(stdout, /Examples:/);
  });

  it("says that its output cannot be written, without a stack trace, and exits 1", function () {
    if (!existsSync("/dev/full")) this.skip();
    const { status, stderr } = spawnSync(process.execPath, ["dist/src/cli.js", "classify"], {
      input: RAID,
      encoding: "utf8",
      stdio: ["pipe", openSync("/dev/full", "w"), "pipe"],
    });
    assert.equal(status, 1);
    assert.equal(stderr, "The output cannot be written: ENOSPC: no space left on device, write\n");
  });

  it("exits quietly, as by SIGPIPE, when its reader is gone", async () => {
    assert.deepEqual(await beatlineToNobody(["classify"]), { status: 141, stderr: "" });
  });
});
