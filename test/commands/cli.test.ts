import assert from "node:assert/strict";
import { spawn, spawnSync } from "node:child_process";
import { once } from "node:events";
import { existsSync, mkdtempSync, openSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { text } from "node:stream/consumers";
import { gzipSync } from "node:zlib";
import type { AnsweredTag } from "../support/deliveries.js";
import { API_KEY, type Service, startService, temporaryDirectory, WEBHOOK_SECRET } from "../support/service.js";

const RAID =
  "Immigration agents arrested 30 undocumented workers at a meat plant on Friday and detained them for deportation, " +
  "and the workers' union called a strike over wages and unsafe conditions.";

interface Line {
  id: string;
  outcome: string;
  tags: AnsweredTag[];
  nearMisses: unknown[];
  confidences: Record<string, number>;
  text?: { body: string };
  sentiment: { targets?: { from: number; to: number; quote: string; label: string }[] };
}

function beatline(args: string[], options: { input?: string | Buffer; env?: Record<string, string> } = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ["dist/src/cli.js", ...args], {
    input: options.input ?? "",
    encoding: "utf8",
    env: { PATH: process.env.PATH ?? "", ...options.env },
  });
  // Each test asserts on the parts of a line that it reads.
  const lines = () =>
    stdout
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Line);
  return { status, stdout, stderr, lines };
}

/** Runs beatline as in `beatline … | head` when head has seen enough. */
async function beatlineToNobody(args: string[], env: Record<string, string> = {}) {
  const child = spawn(process.execPath, ["dist/src/cli.js", ...args], {
    env: { PATH: process.env.PATH ?? "", ...env },
  });
  child.stdout.destroy();
  child.stdin.end(RAID);
  const [stderr, [status]] = await Promise.all([text(child.stderr), once(child, "exit")]);
  return { status, stderr };
}

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
});

describe("beatline against a running service", () => {
  const temporary = temporaryDirectory();
  let service: Service;
  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });
  after(() => service?.child.end("SIGTERM"));

  const admin = () => ({ BEATLINE_URL: service.url, API_KEY });

  it("finds the desk's URL in what the service prints when it is ready", async () => {
    await service.child.waitFor(new RegExp(`${service.url}/desk/`));
  });

  it("creates, lists and revokes keys", () => {
    assert.match(beatline(["keys", "list"], { env: admin() }).stdout, /no keys except API_KEY.*beatline keys create/);
    const made = beatline(["keys", "create", "Site reader", "--scope", "read", "review"], { env: admin() });
    const [, id = "", key = ""] =
      /^Created key (key_\S+) \(Site reader\).*\n\n {2}(beatline_\S+)\n/.exec(made.stdout) ?? [];
    assert.ok(id && key, made.stdout + made.stderr);
    const listed = beatline(["keys", "list"], { env: admin() }).stdout;
    assert.match(listed, new RegExp(`${id} +Site reader +${key.slice(0, 13)}… +read,review +- +- +active`));
    const same = beatline(["keys", "create", "Another", "--scope", "read,review"], { env: admin() }).stdout;
    assert.match(same, /Created key \S+ \(.*\) with read, review:/);
    assert.match(
      beatline(["keys", "revoke", id], { env: admin() }).stdout,
      /is revoked; it stops working everywhere within five seconds/,
    );
    assert.match(beatline(["keys", "list"], { env: admin() }).stdout, /revoked 20/);
  });

  it("adds sources, shows what to paste into the CMS, and rotates their secrets", () => {
    const added = beatline(["sources", "add", "wordpress"], { env: admin() }).stdout;
    assert.ok(added.includes(`webhook URL  ${service.url}/v1/webhooks/wordpress`), added);
    const [secret = ""] = /whsec_\S+/.exec(added) ?? [];
    assert.equal(
      beatline(["send", "--source", "wordpress"], { env: { ...admin(), WEBHOOK_SECRET: secret } }).status,
      0,
    );
    const again = beatline(["sources", "add", "wordpress"], { env: admin() }).stdout;
    assert.match(again, /already exists and keeps its secret/);
    const rotated = beatline(["sources", "rotate", "wordpress"], { env: admin() }).stdout;
    assert.match(rotated, /whsec_\S+\n\n.*The previous secret is accepted until 20/);
    assert.match(beatline(["sources", "list"], { env: admin() }).stdout, /^cms .*WEBHOOK_SECRET.*\nwordpress /m);
  });

  it("changes the adapter of a source only when one is named", () => {
    beatline(["sources", "add", "magazine", "--adapter", "arc"], { env: admin() });
    assert.match(beatline(["sources", "add", "magazine"], { env: admin() }).stdout, /already exists/);
    assert.match(beatline(["sources", "list"], { env: admin() }).stdout, /^magazine +arc /m);
    const changed = beatline(["sources", "add", "magazine", "--adapter", "standard"], { env: admin() }).stdout;
    assert.match(changed, /magazine is ready for deliveries \(adapter standard\)/);
  });

  it("says what is wrong with a key or a source, and what to do", () => {
    const fails = (args: string[], env: Record<string, string> = admin()) => {
      const { status, stderr } = beatline(args, { env });
      assert.equal(status, 1);
      return stderr;
    };
    assert.match(fails(["keys", "create", "x", "--scope", "write"]), /Allowed choices are ingest, read, review, admin/);
    assert.match(fails(["keys", "create", "x"]), /--scope/);
    assert.match(beatline(["keys", "create", "--help"]).stdout, /create <name> --scope <scopes\.\.\.> \[options\]/);
    const bound = ["keys", "create", "x", "--scope", "read", "--source", "nowhere"];
    assert.match(fails(bound), /no source nowhere; add it first/);
    assert.match(fails(["sources", "rotate", "cms"]), /set WEBHOOK_SECRET to the new and the old secret/);
    assert.match(fails(["keys", "list"], { DATA_DIR: "/nowhere" }), /Set API_KEY to a key with the scope admin/);
    assert.match(fails(["keys", "list"], { ...admin(), API_KEY: "key_some-other-key" }), /401 .*not known here/);
  });

  it("sends the sample article and shows its tags with their evidence", () => {
    const env = { BEATLINE_URL: service.url, API_KEY, WEBHOOK_SECRET };
    const { status, stdout } = beatline(["send"], { env });
    assert.equal(status, 0);
    assert.match(stdout, /^queued as art_/);
    for (const label of ["Immigration", "Law enforcement", "Labor"]) assert.ok(stdout.includes(label), label);
    assert.match(stdout, /because: /);
  });

  it("requires only the settings that it uses, whatever else is set for a service", () => {
    const server = { DATABASE_URL: "postgresql://127.0.0.1:9/beatline" };
    const listed = beatline(["sources", "list"], { env: { ...admin(), ...server } });
    assert.equal(listed.status, 0, listed.stderr);
    const sent = beatline(["send"], { env: { ...admin(), ...server, SOURCE_SECRET: WEBHOOK_SECRET } });
    assert.equal(sent.status, 0, sent.stderr);
    const { stderr } = beatline(["migrate"], { env: server });
    assert.match(stderr, /ECONNREFUSED/);
  });

  it("exits quietly when nobody reads its output", async () => {
    const env = { BEATLINE_URL: service.url, API_KEY, WEBHOOK_SECRET };
    assert.deepEqual(await beatlineToNobody(["send"], env), { status: 141, stderr: "" });
  });

  it("says which form a secret must have, and when one may be another source's", () => {
    const env = { ...admin(), WEBHOOK_SECRET };
    const wrong = beatline(["send", "--adapter", "wordpress"], { env: { ...env, SOURCE_SECRET: "x" } });
    assert.equal(wrong.status, 1);
    assert.equal(
      wrong.stderr,
      "SOURCE_SECRET must be whsec_ and base64 of at least 24 bytes, as beatline sources add showed it\n",
    );
    beatline(["sources", "add", "ghost", "--adapter", "ghost"], { env });
    const { status, stderr } = beatline(["send", "--adapter", "ghost"], { env });
    assert.equal(status, 1);
    assert.match(
      stderr,
      /answered 401 .*signed with the secret of the source cms: set SOURCE_SECRET to the secret of ghost/,
    );
  });

  it("sends an archive from standard input without any warning", () => {
    const input = ["piped-1", "piped-2"].map((id) => JSON.stringify({ id, version: 1, body: RAID })).join("\n");
    const args = ["backfill", "--source", "cms", "--format", "jsonl", "-"];
    const { status, stdout, stderr } = beatline(args, { env: admin(), input });
    assert.deepEqual({ status, stderr }, { status: 0, stderr: "" });
    assert.match(stdout, /^2 queued/);
  });

  it("names the flag and the number that a changed text needs", () => {
    const file = join(temporary, "story-17.txt");
    const send = (body: string, ...args: string[]) => {
      writeFileSync(file, body);
      return beatline(["send", file, "--headline", "Raid", ...args], { env: { ...admin(), WEBHOOK_SECRET } });
    };
    assert.equal(send(RAID, "--article-version", "3").status, 0);
    const { status, stderr } = send(`${RAID} More.`, "--article-version", "3");
    assert.equal(status, 1);
    assert.match(stderr, /answered 409 .*\. Add --article-version 4\n$/);
    const again = send(`${RAID} More.`, "--article-version", "4");
    assert.equal(again.status, 0, again.stderr);
  });

  it("sends nothing when --wait is longer than the service allows", () => {
    const { status, stdout, stderr } = beatline(["send", "--wait", "99"], {
      env: { BEATLINE_URL: service.url, API_KEY, WEBHOOK_SECRET },
    });
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /must be at most 30/);
  });

  it("says why the service refused a delivery", () => {
    const env = { BEATLINE_URL: service.url, API_KEY, WEBHOOK_SECRET };
    const { status, stderr } = beatline(["send", "--source", "nowhere"], { env });
    assert.equal(status, 1);
    assert.match(stderr, /answered 404 Not Found: There is no source nowhere\. An admin can add it/);
  });

  it("says how to start a service that does not answer, and what to set without secrets", () => {
    const env = { BEATLINE_URL: "http://127.0.0.1:2", API_KEY, WEBHOOK_SECRET };
    assert.match(
      beatline(["send"], { env }).stderr,
      /Beatline does not answer at http:\/\/127\.0\.0\.1:2 \(ECONNREFUSED\)\. Start it with npm start/,
    );
    assert.match(
      beatline(["send"], { env: { ...env, BEATLINE_URL: service.url.replace("http:", "https:") } }).stderr,
      /Beatline does not answer at https:\S+ \((ERR_SSL\w+|EPROTO)\)\. /,
    );
    const bare = beatline(["send"], { env: { DATA_DIR: "/nowhere" } });
    assert.equal(bare.status, 1);
    assert.match(bare.stderr, /Set API_KEY and WEBHOOK_SECRET/);
  });
});
