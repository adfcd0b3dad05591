import assert from "node:assert/strict";
import { writeCsv } from "../../src/http/csv.js";

describe("a CSV", () => {
  it("gives texts that begin as a formula an apostrophe, quotes what needs it, and leaves numbers as they are", () => {
    const rows = [["=1+1", "+1", "-1", "@sum", "\ttab", "\r", 'say "no", twice', -0.3, null, "plain = text"]];
    assert.equal(writeCsv(rows), `'=1+1,'+1,'-1,'@sum,'\ttab,"'\r","say ""no"", twice",-0.3,,plain = text\r\n`);
  });
});
