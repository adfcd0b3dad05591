import assert from "node:assert/strict";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { articleId } from "../../src/domain/article.js";
import { callAs } from "../support/admin.js";
import { openTestApi } from "../support/api.js";
import { closeAfterSuite } from "../support/closing.js";
import { openTestDatabase } from "../support/database.js";
import { anArticle } from "../support/deliveries.js";
import { until } from "../support/promises.js";
import { startCuttingProxy, startNarrowProxy, startProxy } from "../support/proxy.js";
import { API_KEY, startEntry, temporaryDirectory } from "../support/service.js";

const ARTICLES = 5_000;

const WXR = `<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:wp="http://wordpress.org/export/1.2/">
<channel><title>The Site</title><link>https://news.example</link>
<item><title><![CDATA[Dock workers &amp; clerks strike]]></title><link>https://news.example/strike</link>
<content:encoded><![CDATA[Dock workers walked out.

The union wants more pay.]]></content:encoded>
<wp:post_id>17</wp:post_id><wp:post_date_gmt><![CDATA[2020-01-01 08:00:00]]></wp:post_date_gmt>
<wp:post_modified_gmt><![CDATA[2020-01-02 08:00:00]]></wp:post_modified_gmt><wp:status><![CDATA[publish]]></wp:status>
<wp:post_type><![CDATA[post]]></wp:post_type><category domain="category" nicename="labor"><![CDATA[Labor]]></category></item>
<item><title>About</title><link>https://news.example/about</link><content:encoded></content:encoded><wp:post_id>2</wp:post_id>
<wp:post_modified_gmt>2020-01-02 08:00:00</wp:post_modified_gmt><wp:status>publish</wp:status><wp:post_type>page</wp:post_type></item>
</channel></rss>`;

describe("beatline backfill", () => {
  const closing = closeAfterSuite();
  const folder = temporaryDirectory();
  let api: Awaited<ReturnType<typeof openTestApi>>;
  const start = (...args: string[]) =>
    startEntry("src/cli.js", { BEATLINE_URL: api.url, API_KEY }, ["backfill", "--source", "cms", ...args]);
  const run = async (...args: string[]) => {
    const child = start(...args);
    const code = await child.exited;
    return { code, output: child.output() };
  };
  const write = (name: string, content: string | Buffer) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };

  before(async () => {
    api = await openTestApi(closing, await openTestDatabase(closing));
  });

  it("resumes after kill -9 where it left off, and sends every article exactly once", async () => {
    const lines = Array.from({ length: ARTICLES }, (_, index) => JSON.stringify(anArticle({ id: `killed-${index}` })));
    const file = write("archive.jsonl.gz", gzipSync(lines.join("\n")));
    const first = start(file);
    await until(async () => existsSync(`${file}.backfill`), "the first batch is noted");
    await first.end("SIGKILL");
    const { done } = JSON.parse(readFileSync(`${file}.backfill`, "utf8"));
    assert.ok(done >= 1_000 && done < ARTICLES, `${done} were sent`);
    const { code, output } = await run(file);
    assert.equal(code, 0, output);
    assert.match(output, new RegExp(`resuming after ${done} entries`));
    assert.equal(existsSync(`${file}.backfill`), false);
    const ids = api.enqueued.map((job) => job.articleId);
    assert.equal(new Set(ids).size, ARTICLES);
    assert.equal(ids.length, ARTICLES);
    assert.ok(api.enqueued.every(({ backfill }) => backfill));
  });

  it("waits when its key's limit is reached, says so, and loses nothing", async () => {
    const made = { name: "Archive", scopes: ["ingest"], requestsPerMinute: 1 };
    const { key } = (await callAs(api.url)("POST", "/v1/keys", made)).body;
    const lines = Array.from({ length: 1_500 }, (_, index) => JSON.stringify(anArticle({ id: `limited-${index}` })));
    const file = write("limited.jsonl", lines.join("\n"));
    const args = ["backfill", "--source", "cms", file];
    const child = startEntry("src/cli.js", { BEATLINE_URL: api.url, API_KEY: key }, args);
    const [, told = ""] = await child.waitFor(
      /answered 429 .*wait as long as Retry-After says\. Waiting for (\d+) s\n/,
    );
    const started = performance.now();
    assert.equal(await child.exited, 0, child.output());
    assert.ok(performance.now() - started > Number(told) * 1000 - 500, child.output());
    assert.match(child.output(), /1500 queued, 0 already here or older, .*, 0 refused/);
  });

  it("resends a batch whose answer a proxy cut off, and counts each article once", async () => {
    const sent = [anArticle({ id: "cut-0" }), anArticle({ id: "cut-1" })].map((line) => JSON.stringify(line));
    const file = write("cut.jsonl", sent.join("\n"));
    const proxy = await startCuttingProxy(api.url);
    const args = ["backfill", "--source", "cms", file];
    const child = startEntry("src/cli.js", { BEATLINE_URL: proxy.url, API_KEY }, args);
    assert.equal(await child.exited, 0, child.output());
    proxy.close();
    assert.match(child.output(), /broke off in the middle of its answer\. Waiting for 1 s\n/);
    assert.match(child.output(), /0 queued, 2 already here or older, .*, 0 refused/);
  });

  it("splits a batch that is too large, and goes on after an article too large by itself", async () => {
    const large = anArticle({ id: "narrow-large", body: "Workers walked out. ".repeat(3_000) });
    const small = Array.from({ length: 40 }, (_, index) =>
      anArticle({ id: `narrow-${index}`, body: "A ".repeat(1_000) }),
    );
    const articles = [...small.slice(0, 30), large, ...small.slice(30)];
    const file = write("narrow.jsonl", articles.map((article) => JSON.stringify(article)).join("\n"));
    const proxy = await startNarrowProxy(api.url, 20_000);
    const child = startEntry("src/cli.js", { BEATLINE_URL: proxy.url, API_KEY }, ["backfill", "--source", "cms", file]);
    assert.equal(await child.exited, 1, child.output());
    proxy.close();
    assert.match(
      child.output(),
      /narrow\.jsonl:31: The article has 60\d+ bytes, more than http:\S+ accepts at once \(413\)/,
    );
    assert.match(child.output(), /40 queued, 0 already here or older, .*, 1 refused/);
  });

  it("reports each refused article with file, line and field, and exits with 1", async () => {
    const lines = [JSON.stringify(anArticle()), "{", JSON.stringify({ ...anArticle(), version: -1 })];
    const file = write("bad.jsonl", lines.join("\n"));
    const { code, output } = await run(file);
    assert.equal(code, 1);
    assert.match(output, /bad\.jsonl:2: .*JSON/);
    assert.match(output, /bad\.jsonl:3: .*\/version/);
    assert.match(output, /1 queued, 0 already here or older, 0 skipped .*, 2 refused/);
  });

  it("sends a whole archive even if its progress cannot be saved, and says so once", async () => {
    const lines = Array.from({ length: 2_500 }, (_, index) => JSON.stringify(anArticle({ id: `read-only-${index}` })));
    const file = write("read-only.jsonl", lines.join("\n"));
    mkdirSync(`${file}.backfill.new`);
    const { code, output } = await run(file);
    assert.equal(code, 0, output);
    assert.match(output, /2500 queued/);
    assert.equal(
      output.match(/read-only\.jsonl: progress cannot be saved, so a later run will start from the beginning: EISDIR/g)
        ?.length,
      1,
      output,
    );
  });

  it("uses the source that it is given for a line whose source is null", async () => {
    const file = write("null.jsonl", JSON.stringify({ ...anArticle(), source: null, section: null }));
    const { code, output } = await run(file);
    assert.equal(code, 0, output);
    assert.match(output, /1 queued/);
  });

  it("sends what comes before the place where a file breaks off, names the file, and goes on with the next", async () => {
    const lines = Array.from({ length: 30 }, (_, index) => JSON.stringify(anArticle({ id: `broken-off-${index}` })));
    const next = write("next.jsonl", JSON.stringify(anArticle({ id: "after-the-cut" })));
    for (const [file, format, sent, why] of [
      [
        write("cut.xml", WXR.replace("<wp:post_id>17<", "<wp:post_id>170<").split("</channel>")[0] ?? ""),
        "wordpress",
        1,
        "it is cut off or is not a WordPress",
      ],
      [write("random.xml", Buffer.from("\x8f\x02<\xfe\0>random", "latin1")), "wordpress", 0, "it is cut off or is not"],
      [write("cut.jsonl.gz", gzipSync(lines.join("\n")).subarray(0, -10)), "jsonl", 29, "unexpected end of file"],
    ] as const) {
      const { code, output } = await run(file, "--format", format);
      assert.equal(code, 1, output);
      assert.ok(output.includes(`${file}: ${why}`), output);
      const [, queued] = /^(\d+) queued, .* 1 refused$/m.exec(output) ?? [];
      assert.ok(Number(queued) >= sent, output);
      assert.ok(!existsSync(`${file}.backfill`), "nothing is left to resume");
    }
    const { code, output } = await run(join(folder, "cut.jsonl.gz"), next);
    assert.equal(code, 1, output);
    assert.match(output, /^1 queued, \d+ already here or older, .* 1 refused$/m);
  });

  it("sends the other files of a folder when one cannot be read, and takes no folder for a file", async () => {
    const story = JSON.parse(readFileSync("test/fixtures/superdesk/published.json", "utf8"));
    mkdirSync(join(folder, "broken/4.json"), { recursive: true });
    write("broken/1.json", JSON.stringify({ ...story, guid: "urn:broken:1" }));
    write("broken/2.json.gz", "this is not gzip");
    write("broken/4.json/3.json", JSON.stringify({ ...story, guid: "urn:broken:3" }));
    const { code, output } = await run(join(folder, "broken"), "--format", "ninjs");
    assert.equal(code, 1, output);
    assert.match(output, /2\.json\.gz: incorrect header check/);
    assert.match(output, /^2 queued, .* 1 refused$/m);
  });

  it("sends the files of a folder together rather than one by one", async () => {
    mkdirSync(join(folder, "many"));
    const story = JSON.parse(readFileSync("test/fixtures/superdesk/published.json", "utf8"));
    for (let id = 0; id < 50; id++) write(`many/${id}.json`, JSON.stringify({ ...story, guid: `urn:many:${id}` }));
    let batches = 0;
    const proxy = await startProxy(api.url, (_body, ask) => {
      batches++;
      return ask();
    });
    const args = ["backfill", "--source", "cms", "--format", "ninjs", join(folder, "many")];
    const child = startEntry("src/cli.js", { BEATLINE_URL: proxy.url, API_KEY }, args);
    assert.equal(await child.exited, 0, child.output());
    proxy.close();
    assert.match(child.output(), /^50 queued/);
    assert.equal(batches, 1);
  });

  it("inflates the files of a folder, and says so when a folder holds none", async () => {
    mkdirSync(join(folder, "inflated"));
    mkdirSync(join(folder, "empty"));
    const story = { ...JSON.parse(readFileSync("test/fixtures/arc/story.json", "utf8")), _id: "INFLATED" };
    write("inflated/one.JSON.gz", gzipSync(JSON.stringify(story)));
    const { code, output } = await run(join(folder, "inflated"), "--format", "ans");
    assert.equal(code, 0, output);
    assert.match(output, /^1 queued/);
    const empty = await run(join(folder, "empty"), "--format", "ans");
    assert.equal(empty.code, 1);
    assert.match(empty.output, /empty: this folder has no \.json or \.json\.gz files/);
  });

  it("reads WordPress and Ghost exports and folders of ANS and ninjs as it reads their webhooks", async () => {
    const post = {
      title: "A strike",
      html: "<p>Workers walked out.</p>",
      status: "published",
      type: "post",
      slug: "a",
    };
    const times = { published_at: "2020-01-01 08:00:00", updated_at: "2020-01-01T09:00:00.000Z" };
    const posts = [
      { id: "g1", ...post, ...times },
      { id: "g2", ...post, ...times, status: "draft" },
    ];
    const ghost = write("ghost.json", JSON.stringify({ db: [{ meta: {}, data: { posts } }] }));
    const stories = ["arc/story", "superdesk/published"].map((name) => {
      const [kind = ""] = name.split("/");
      mkdirSync(join(folder, kind));
      write(`${kind}/one.json`, readFileSync(`test/fixtures/${name}.json`));
      return join(folder, kind);
    });
    const [ans = "", ninjs = ""] = stories;
    const outputs = await Promise.all([
      run(write("export.xml", WXR)),
      run(ghost, "--site-url", "https://news.example"),
      run(ans, "--format", "ans"),
      run(ninjs, "--format", "ninjs"),
    ]);
    assert.deepEqual(
      outputs.map(({ code }) => code),
      [0, 0, 0, 0],
      JSON.stringify(outputs),
    );
    for (const [index, skipped] of [1, 1, 0, 0].entries()) {
      assert.match(outputs[index]?.output ?? "", new RegExp(`^1 queued, 0 already here or older, ${skipped} skipped`));
    }
    assert.match(outputs[0]?.output ?? "", /^ {2}1 skipped: a page is not an article$/m);
    const ids = api.enqueued.map((job) => job.articleId);
    assert.ok(ids.includes(articleId("cms", "17")) && ids.includes(articleId("cms", "g1")));
  });
});
