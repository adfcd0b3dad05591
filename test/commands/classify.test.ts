import assert from "node:assert/strict";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { beatline, RAID } from "../support/beatline.js";

describe("beatline classify", () => {
  const folder = mkdtempSync(join(tmpdir(), "beatline-cli-"));
  const file = (name: string, content: string | Buffer) => {
    writeFileSync(join(folder, name), content);
    return join(folder, name);
  };
  after(() => rmSync(folder, { recursive: true }));

  it("prints one JSON line for a text on standard input, with evidence, near misses and confidences", () => {
    const { status, lines } = beatline(["classify"], { input: RAID });
    assert.equal(status, 0);
    const [line] = lines();
    assert.equal(line?.outcome, "tagged");
    for (const part of ["nearMisses", "confidences", "sentiment", "modelVersion"])
      assert.ok(line && part in line, part);
    assert.ok(line && !("rejected" in line), "no editor took anything away");
    assert.ok(line.tags.every(({ evidence }) => evidence.length > 0));
    assert.equal(line?.text, undefined);
  });

  it("prints empty near misses and confidences for a text that it abstains from", () => {
    const german =
      "Die Gewerkschaft ruft die Beschäftigten der Häfen für Montag zu einem Streik auf. Sie wollen mehr Lohn und kürzere " +
      "Schichten, die Betreiber lehnen beides ab. Ein Gespräch am Freitag war nach wenigen Stunden ohne Ergebnis beendet worden.";
    const input = ["Hi", german].map((body) => JSON.stringify({ body })).join("\n");
    const lines = beatline(["classify", "--format", "jsonl"], { input }).lines();
    assert.deepEqual(
      lines.map(({ outcome, nearMisses, confidences }) => ({ outcome, nearMisses, confidences })),
      Array.from({ length: 2 }, () => ({ outcome: "abstained", nearMisses: [], confidences: {} })),
    );
  });

  it("ignores the settings of the service, such as a database without its secrets", () => {
    const env = { DATABASE_URL: "postgresql://127.0.0.1:9/beatline", PORT: "http" };
    const { status, stderr } = beatline(["classify"], { input: RAID, env });
    assert.equal(status, 0, stderr);
  });

  it("uses the id of a JSONL line, or else its place, and reads gzip directly", () => {
    const jsonl = [JSON.stringify({ id: "a-1", headline: "Raid", body: RAID }), JSON.stringify({ body: RAID })].join(
      "\n",
    );
    const path = file("some.jsonl.gz", gzipSync(jsonl));
    const { status, lines } = beatline(["classify", path]);
    assert.equal(status, 0);
    assert.deepEqual(
      lines().map(({ id }) => id),
      ["a-1", `${path}:2`],
    );
  });

  it("tells gzip on standard input by its first bytes, and takes shorter input as text", () => {
    const jsonl = JSON.stringify({ id: "zipped", body: RAID });
    const [line] = beatline(["classify", "--format", "jsonl"], { input: gzipSync(jsonl) }).lines();
    assert.equal(line?.id, "zipped");
    for (const input of ["", "x"]) assert.equal(beatline(["classify"], { input }).lines()[0]?.outcome, "abstained");
    const cut = beatline(["classify"], { input: gzipSync(RAID).subarray(0, 40) });
    assert.equal(cut.status, 1);
    assert.match(cut.stderr, /-: unexpected end of file/);
  });

  it("reads an HTML file in the charset that it declares", () => {
    const page = `<html><head><meta charset="iso-8859-1"></head><body><p>Jos\xe9 said: ${RAID}</p></body></html>`;
    const [line] = beatline(["classify", "--text", file("latin.html", Buffer.from(page, "latin1"))]).lines();
    assert.match(line?.text?.body ?? "", /^José said: /);
  });

  it("reads a text file that is not UTF-8 as Windows-1252", () => {
    const path = file("windows.txt", Buffer.from(`Jos\xe9 said: \x93${RAID}\x94`, "latin1"));
    const [line] = beatline(["classify", "--text", path]).lines();
    assert.match(line?.text?.body ?? "", /^José said: “.*”$/s);
  });

  it("reports bad lines with file and line number, continues with the rest and exits 1", () => {
    const path = file(
      "bad.jsonl",
      ['{"id": "x"}', "not json", "", JSON.stringify({ id: "good", body: RAID })].join("\n"),
    );
    const { status, stderr, lines } = beatline(["classify", path]);
    assert.equal(status, 1);
    assert.match(stderr, new RegExp(`${path}:1: body`));
    assert.match(stderr, new RegExp(`${path}:2: is not a JSON object`));
    assert.deepEqual(
      lines().map(({ id }) => id),
      ["good"],
    );
  });

  it("uses an HTML file's name without extensions as the id, and finds the article in it", () => {
    const page = `<!doctype html><html><head><title>Raid at plant</title></head><body><nav><a href="/">Home</a></nav>
      <article><h1>Raid at meat plant</h1><p>${RAID}</p><p>${RAID.replace("Friday", "Monday")}</p></article></body></html>`;
    const path = file("page-7.html.gz", gzipSync(page));
    const [line] = beatline(["classify", "--text", path]).lines();
    assert.equal(line?.id, "page-7");
    assert.match(line?.text?.body ?? "", /^Immigration agents arrested/);
    assert.doesNotMatch(line?.text?.body ?? "", /Home|</);
  });

  it("reports a numeric id too large to be read exactly, and prints others as they are", () => {
    const ids = ["9007199254740993", "9007199254740991", "0.5"];
    const input = ids.map((id) => `{"id": ${id}, "body": ${JSON.stringify(RAID)}}`).join("\n");
    const { status, stderr, lines } = beatline(["classify", "--format", "jsonl"], { input });
    assert.equal(status, 1);
    assert.match(stderr, /-:1: id is too large a number to be read exactly; write it as a string/);
    assert.deepEqual(
      lines().map(({ id }) => id),
      ids.slice(1),
    );
  });

  it("takes --headline for a text and refuses it for JSONL, whose lines have their own", () => {
    const { stdout: text } = beatline(["classify", "--headline", "Raid at plant", "--text"], { input: RAID });
    assert.equal(JSON.parse(text).text.headline, "Raid at plant");
    const path = file("own.jsonl", JSON.stringify({ headline: "Raid", body: RAID }));
    const { status, stdout, stderr } = beatline(["classify", "--headline", "Raid at plant", path]);
    assert.deepEqual([status, stdout], [1, ""]);
    assert.match(stderr, new RegExp(`^${path}: has a headline on each line; leave out --headline\n`));
  });

  it("treats null in a JSONL line as missing", () => {
    const none = { id: null, headline: null, bodyFormat: null, language: null, from: null, to: null };
    const input = JSON.stringify({ ...none, body: RAID });
    const { status, stderr, lines } = beatline(["classify", "--format", "jsonl"], { input });
    assert.equal(status, 0, stderr);
    assert.equal(lines()[0]?.id, "-:1");
  });

  it("gives the tone toward a marked span of the body", () => {
    const body = "Critics called Senator Harlow a reckless liar who had betrayed her voters.";
    const from = body.indexOf("Senator Harlow");
    const input = JSON.stringify({ body, from, to: from + "Senator Harlow".length });
    const [line] = beatline(["classify", "--format", "jsonl"], { input }).lines();
    const [target] = line?.sentiment.targets ?? [];
    assert.equal(target?.quote, "Senator Harlow");
    assert.equal(target?.label, "negative");
  });

  it("refuses a span that splits a character", () => {
    const input = JSON.stringify({ body: "Strike \u{1f6a2} ends", from: 0, to: 8 });
    const { status, stderr } = beatline(["classify", "--format", "jsonl"], { input });
    assert.equal(status, 1);
    assert.match(stderr, /-:1: from and to must be a span of the body that does not split a character/);
  });

  it("skips a byte order mark before the first line", () => {
    const { status, stderr, lines } = beatline(["classify", "--format", "jsonl"], {
      input: `\ufeff${JSON.stringify({ id: "marked", body: RAID })}`,
    });
    assert.equal(status, 0, stderr);
    assert.equal(lines()[0]?.id, "marked");
  });

  it("names the setting and the remedy when the model directory is not one", () => {
    const { status, stderr } = beatline(["classify"], { input: RAID, env: { MODEL_DIR: "/nonexistent" } });
    assert.equal(status, 1);
    assert.match(stderr, /MODEL_DIR must be a directory with topics\/ and tone\/ in it; leave it unset/);
  });

  it("says what it cannot open and exits 1", () => {
    const { status, stderr } = beatline(["classify", join(folder, "missing.txt"), join(folder, "missing.jsonl.gz")]);
    assert.equal(status, 1);
    assert.match(stderr, /missing\.txt: ENOENT/);
    assert.match(stderr, /missing\.jsonl\.gz: ENOENT/);
  });

  it("says so when a file that should be gzip is not", () => {
    const { status, stderr } = beatline(["classify", file("plain.jsonl.gz", "{}")]);
    assert.equal(status, 1);
    assert.match(stderr, /plain\.jsonl\.gz: incorrect header check/);
  });

  it("refuses to read a binary file, table or feed as text, and reads JSON as JSONL", () => {
    const pdf = file("story.pdf", Buffer.from("%PDF-1.7\n\0\x01\x02 police", "latin1"));
    const { status, stdout, stderr } = beatline(["classify", pdf]);
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /story\.pdf: is not text; say what it is with --format text\|html\|jsonl/);
    assert.equal(beatline(["classify", "--format", "text", pdf]).status, 0);
    const others = ["articles.csv", "feed.xml.gz"].map((name) =>
      file(name, name.endsWith(".gz") ? gzipSync("<rss></rss>") : "id,body\n1,police\n"),
    );
    const none = beatline(["classify", ...others]);
    assert.deepEqual([none.status, none.stdout], [1, ""]);
    assert.match(none.stderr, /articles\.csv: is not text; say .*\n.*feed\.xml\.gz: is not text; say/);
    const [line] = beatline(["classify", file("one.json", JSON.stringify({ id: "one", body: RAID }))]).lines();
    assert.equal(line?.id, "one");
    const list = beatline(["classify", file("list.json", JSON.stringify([{ body: RAID }]))]);
    assert.match(list.stderr, /list\.json:1: is not a JSON object; JSONL has one on each line/);
  });
});
