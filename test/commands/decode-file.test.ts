import assert from "node:assert/strict";
import { decodeHtml, decodeText } from "../../src/commands/decode-file.js";

const latin = (page: string) => decodeHtml(Buffer.from(page, "latin1"));

describe("the charset of an HTML file", () => {
  it("is the declared one, in either form of declaration", () => {
    for (const declared of [
      '<meta charset="iso-8859-1">',
      "<META CHARSET=windows-1252 />",
      '<meta http-equiv="Content-Type" content="text/html; charset=ISO-8859-1">',
    ]) {
      assert.equal(latin(`<html><head>${declared}<p>\x93Caf\xe9\x94`), `<html><head>${declared}<p>“Café”`);
    }
    const russian = Buffer.concat([Buffer.from('<meta charset="windows-1251">'), Buffer.from([0xcf, 0xf0])]);
    assert.match(decodeHtml(russian), /Пр$/);
  });

  it("comes from its byte order mark first of all, which is not part of the text", () => {
    const page = '<meta charset="iso-8859-1"><p>Café';
    assert.equal(decodeHtml(Buffer.from(`\ufeff${page}`)), page);
    assert.equal(decodeHtml(Buffer.from(`\ufeff${page}`, "utf16le")), page);
    assert.equal(decodeHtml(Buffer.from(`\ufeff${page}`, "utf16le").swap16()), page);
  });

  it("is UTF-8 when the declared one is missing, unknown, in a comment or impossible", () => {
    for (const declared of [
      "",
      '<meta charset="klingon">',
      '<meta name="viewport" content="width=1">',
      '<!-- <meta charset="iso-8859-1"> -->',
      '<meta charset="utf-16">',
    ]) {
      assert.equal(decodeHtml(Buffer.from(`${declared}<p>Café`)), `${declared}<p>Café`);
    }
  });

  it("is Windows-1252 when none is declared and the bytes are not UTF-8", () => {
    assert.equal(latin("<p>\x93Caf\xe9\x94"), "<p>“Café”");
    assert.match(latin('<meta charset="klingon"><p>\x93Caf\xe9\x94'), /“Café”$/);
  });
});

describe("the charset of a plain text", () => {
  it("is UTF-8, or else Windows-1252", () => {
    assert.equal(decodeText(Buffer.from("“The café is open,” he said.")), "“The café is open,” he said.");
    const old = Buffer.from("\x93The caf\xe9\x92s open,\x94 he said.", "latin1");
    assert.equal(decodeText(old), "“The café’s open,” he said.");
  });

  it("stays UTF-8 when its last letter is cut in two", () => {
    const bytes = Buffer.from("“The café is open,” he said. “Come é");
    assert.equal(decodeText(bytes.subarray(0, -1)), "“The café is open,” he said. “Come \ufffd");
  });

  it("comes from a byte order mark if it has one, which is not part of the text", () => {
    for (const encoding of ["utf8", "utf16le"] as const) {
      assert.equal(decodeText(Buffer.from("\ufeffThe café", encoding)), "The café");
    }
  });

  it("is not taken from an HTML declaration in it", () => {
    const text = 'They wrote <meta charset="windows-1252"> at the café.';
    assert.equal(decodeText(Buffer.from(text)), text);
  });
});
