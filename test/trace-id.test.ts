import assert from "node:assert/strict";
import { traceIdFrom } from "../src/trace-id.js";

const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const SPAN = "00f067aa0ba902b7";

describe("the trace id", () => {
  it("comes from a valid traceparent header, even of a later version with more fields", () => {
    assert.equal(traceIdFrom(`00-${TRACE}-${SPAN}-01`), TRACE);
    assert.equal(traceIdFrom(`01-${TRACE}-${SPAN}-01-more`), TRACE);
  });

  it("is new each time when the header is missing or invalid", () => {
    const invalid = [
      undefined,
      "",
      `ff-${TRACE}-${SPAN}-01`,
      `00-${TRACE}-${SPAN}-01-more`,
      `00-${"0".repeat(32)}-${SPAN}-01`,
      `00-${TRACE}-${"0".repeat(16)}-01`,
      `00-${TRACE.toUpperCase()}-${SPAN}-01`,
      `00-${TRACE}-${SPAN}-01\n{"level":30}`,
    ];
    const made = invalid.map(traceIdFrom);
    for (const id of made) assert.match(id, /^[0-9a-f]{32}$/);
    assert.equal(new Set([...made, TRACE]).size, invalid.length + 1);
  });
});
