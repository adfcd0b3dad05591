import assert from "node:assert/strict";
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
