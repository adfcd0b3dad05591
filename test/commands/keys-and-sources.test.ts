import assert from "node:assert/strict";
import { beatline } from "../support/beatline.js";
import { API_KEY, type Service, startService, temporaryDirectory } from "../support/service.js";

describe("keys and sources, from the command line", () => {
  let service: Service;
  before(async () => {
    service = await startService({ DATA_DIR: temporaryDirectory(), LOG_LEVEL: "warn" });
  });
  after(() => service?.child.end("SIGTERM"));

  const admin = () => ({ BEATLINE_URL: service.url, API_KEY });

  it("creates, lists and revokes keys", () => {
    assert.match(beatline(["keys", "list"], { env: admin() }).stdout, /no keys except API_KEY.*beatline keys create/);
    const made = beatline(["keys", "create", "Site reader", "--scope", "read", "review"], { env: admin() });
    const [, id = "", key = ""] =
      /^Created key (key_\S+) \(Site reader\).*\n\n {2}(beatline_\S+)\n/.exec(made.stdout) ?? [];
    assert.ok(id && key, made.stdout + made.stderr);
    const listed = beatline(["keys", "list"], { env: admin() }).stdout;
    assert.match(listed, new RegExp(`${id} +Site reader +${key.slice(0, 13)}… +read,review +- +- +active`));
    const same = beatline(["keys", "create", "Another", "--scope", "read, review"], { env: admin() }).stdout;
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
});
