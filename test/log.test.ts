import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { Writable } from "node:stream";
import { pino } from "pino";
import { createTroubleLog } from "../src/log.js";

describe("the trouble log", () => {
  it("records a run of equal errors once, and each error that differs from the last", () => {
    const lines: string[] = [];
    const stream = new Writable({
      write: (line, _encoding, done) => {
        lines.push(JSON.parse(String(line)).error);
        done();
      },
    });
    const onError = createTroubleLog(pino(stream), "the queue is in trouble");
    for (let times = 0; times < 1000; times++) onError(new Error("out of memory"));
    onError(new Error("connection lost"));
    onError(new Error("out of memory"));
    assert.deepEqual(lines, ["out of memory", "connection lost", "out of memory"]);
  });
});

describe("the log", () => {
  it("says how many lines it has lost, as soon as it can write again", () => {
    const written = 20_000;
    // All in one turn of the event loop, in which nothing can be written.
    const program = `
      import { createLog } from "./src/log.js";
      const log = createLog("info");
      for (let count = 0; count < ${written}; count++) log.info({ detail: "x".repeat(100) }, "event");`;
    const options = { encoding: "utf8", maxBuffer: 1e8 } as const;
    const output = execFileSync(process.execPath, ["--import", "tsx", "--input-type=module", "-e", program], options);
    const lines = output
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line));
    const kept = lines.filter(({ msg }) => msg === "event").length;
    assert.ok(kept > 0 && kept < written, `${kept} were kept`);
    assert.equal(lines.at(-1)?.msg, "log lines were lost: the disk or the reader of the log was too slow");
    assert.equal(lines.at(-1)?.lines, written - kept);
  });
});
