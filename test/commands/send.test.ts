import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { beatline, beatlineToNobody, RAID } from "../support/beatline.js";
import { API_KEY, type Service, startService, temporaryDirectory, WEBHOOK_SECRET } from "../support/service.js";

describe("sending from the command line", () => {
  const temporary = temporaryDirectory();
  let service: Service;
  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });
  after(() => service?.child.end("SIGTERM"));

  const admin = () => ({ BEATLINE_URL: service.url, API_KEY });

  it("sends the sample article and shows its tags with their evidence", () => {
    const env = { ...admin(), WEBHOOK_SECRET };
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
    const env = { ...admin(), WEBHOOK_SECRET };
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

  it("sends the sample article with another headline as a later change of it", () => {
    const env = { ...admin(), WEBHOOK_SECRET };
    const [, secret = ""] =
      /(whsec_\S+)/.exec(beatline(["sources", "add", "wp", "--adapter", "wordpress"], { env }).stdout) ?? [];
    const send = (...args: string[]) =>
      beatline(["send", "--adapter", "wordpress", "--source", "wp", ...args], {
        env: { ...env, SOURCE_SECRET: secret },
      });
    for (const args of [[], ["--headline", "Raid at plant"]]) {
      const { status, stdout, stderr } = send(...args);
      assert.equal(status, 0, stderr);
      assert.match(stdout, /^queued as /);
    }
    const { status, stderr } = send("--article-version", "5");
    assert.equal(status, 1);
    assert.match(stderr, /^--article-version is for standard and superdesk; .* wordpress /);
  });

  it("sends nothing when --wait is longer than the service allows", () => {
    const { status, stdout, stderr } = beatline(["send", "--wait", "99"], { env: { ...admin(), WEBHOOK_SECRET } });
    assert.equal(status, 1);
    assert.equal(stdout, "");
    assert.match(stderr, /must be at most 30/);
  });

  it("says why the service refused a delivery", () => {
    const env = { ...admin(), WEBHOOK_SECRET };
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
    assert.match(
      beatline(["send"], { env: { ...env, BEATLINE_URL: "http://127.0.0.1:6000" } }).stderr,
      /Beatline does not answer at \S+ \(bad port\)\. /,
    );
    const bare = beatline(["send"], { env: { DATA_DIR: "/nowhere" } });
    assert.equal(bare.status, 1);
    assert.match(bare.stderr, /Set API_KEY and WEBHOOK_SECRET/);
  });
});
