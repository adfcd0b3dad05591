import assert from "node:assert/strict";
import { writeCsv } from "../../src/http/csv.js";

describe("a CSV", () => {
  it("puts an apostrophe before texts that begin like a formula, quotes where needed, and leaves numbers alone", () => {
    const rows = [["=1+1", "+1", "-1", "@sum", "\ttab", "\r", 'say "no", twice', -0.3, null, "plain = text"]];
    assert.equal(writeCsv(rows), `'=1+1,'+1,'-1,'@sum,'\ttab,"'\r","say ""no"", twice",-0.3,,plain = text\r\n`);
  });
});
