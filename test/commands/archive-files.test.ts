import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { Readable } from "node:stream";
import { fragmentText } from "../../models/text/fragment.js";
import { type ArchiveEntry, readArchive } from "../../src/commands/archive-files.js";
import { readWordpressItems } from "../../src/commands/wordpress-export.js";
import { temporaryDirectory } from "../support/service.js";

const POST = {
  title: "A strike",
  html: "<p>Workers walked out.</p>",
  status: "published",
  type: "post",
  updated_at: "2020-01-01T09:00:00.000Z",
};

const folder = temporaryDirectory();
const write = (name: string, content: string | Buffer) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

const readAll = async (file: string, siteUrl?: string) => {
  const entries: ArchiveEntry[] = [];
  const options = { source: "cms", ...(siteUrl ? { siteUrl } : {}) };
  for await (const entry of readArchive(file, options)) entries.push(entry);
  return entries;
};

describe("a JSONL archive", () => {
  const bodies = ["“Ça va,” said Łukasz.", "A line\u2028of two, by JavaScript."];
  const lines = bodies.map((body, id) => `${JSON.stringify({ id: String(id), version: 1, body })}\r\n`).join("\n");
  const bodiesOf = async (name: string, content: string | Buffer) =>
    (await readAll(write(name, content))).map((entry) => ("line" in entry ? JSON.parse(entry.line).body : entry));

  it("may be UTF-8, or UTF-16 if marked, and ends lines of any length only at line feeds", async () => {
    assert.deepEqual(await bodiesOf("plain.jsonl", lines), bodies);
    assert.deepEqual(await bodiesOf("marked.jsonl", `\ufeff${lines}`), bodies);
    const wide = Buffer.from(`\ufeff${lines}`, "utf16le");
    assert.deepEqual(await bodiesOf("little.jsonl", wide), bodies);
    assert.deepEqual(await bodiesOf("big.jsonl", wide.swap16()), bodies);
    const long = "é".repeat(1_000_000);
    assert.deepEqual(await bodiesOf("long.jsonl", `${JSON.stringify({ body: long })}\n${lines}`), [long, ...bodies]);
  });

  it("may mix lines in Windows-1252 with lines in UTF-8", async () => {
    const old = Buffer.from('{"body":"\x93Caf\xe9\x94"}\n', "latin1");
    assert.deepEqual(await bodiesOf("mixed.jsonl", Buffer.concat([old, Buffer.from(lines)])), ["“Café”", ...bodies]);
  });
});

describe("a WordPress export", () => {
  const contentOf = async (content: string) => {
    const xml = `<rss><channel><item><wp:post_id>1</wp:post_id><content:encoded><![CDATA[${content}]]></content:encoded></item></channel></rss>`;
    for await (const item of readWordpressItems(Readable.from([Buffer.from(xml)], { objectMode: false }))) {
      // The items have the form of WordPress's REST API.
      return fragmentText((item as { content: { rendered: string } }).content.rendered);
    }
    return undefined;
  };

  it("gets paragraphs from the blank lines of the classic editor, even next to markup", async () => {
    const content =
      "Police arrested two.\n\nA union protested.\r\n\r\n<p class='note'>Both were freed.</p>\n\n" +
      "<ul>\n<li>One</li>\n\n<li>Two</li>\n</ul>\n\n<em>So</em> it ends.";
    assert.equal(
      await contentOf(content),
      "Police arrested two.\n\nA union protested.\n\nBoth were freed.\n\nOne\n\nTwo\n\nSo it ends.",
    );
    const blocks = "<!-- wp:paragraph -->\n<p>One.</p>\n<!-- /wp:paragraph -->\n\n<!-- wp:paragraph -->\n<p>Two.</p>\n";
    assert.equal(await contentOf(blocks), "One.\n\nTwo.");
  });

  it("loses the pictures, captions and URLs of WordPress's own shortcodes, but keeps other brackets", async () => {
    const content =
      'Police arrested two.\n\n[caption id="attachment_6" align="alignright" width="300"]<img src="x" /> Police at the gate[/caption]' +
      "\n\n[gallery ids='1,2']\n\n“They [the guards] left,” he said.\n\n[embed]https://video.example/x[/embed]\n\n[audio mp3='a']";
    assert.equal(await contentOf(content), "Police arrested two.\n\n“They [the guards] left,” he said.");
  });

  it("has articles in posts and in types with pages, but not in what plugins keep as posts", async () => {
    const items: [type: string, link: string, status?: string][] = [
      ["post", "https://news.example/strike/"],
      ["post", "https://news.example/?p=7"],
      ["investigation", "https://news.example/investigations/raid/?lang=en"],
      ["acf-field", "https://news.example/?post_type=acf-field&amp;p=7"],
      ["wpcf7_contact_form", "https://news.example/blog/?post_type=wpcf7_contact_form&amp;p=7"],
      ["elementor_library", "https://news.example/?elementor_library=kit"],
      ["wp_block", "https://news.example/2026/11/subscribe/"],
      ["custom_css", "https://news.example/2026/11/theme/"],
      ["nav_menu_item", "https://news.example/?p=7"],
      ["post", "https://news.example/?p=7", "draft"],
    ];
    const xml = items.map(
      ([type, link, status = "publish"]) =>
        `<item><title>A</title><link>${link}</link><wp:post_id>7</wp:post_id><wp:post_type>${type}</wp:post_type><wp:status>${status}</wp:status>
        <wp:post_date_gmt>${status === "publish" ? "2020-01-01 08:00:00" : "0000-00-00 00:00:00"}</wp:post_date_gmt></item>`,
    );
    const entries = await readAll(write("types.xml", `<rss><channel>${xml.join("")}</channel></rss>`));
    const fates = entries.map((entry) => ("skipped" in entry ? entry.skipped : "line" in entry ? "sent" : entry));
    assert.deepEqual(fates, [
      "sent",
      "sent",
      "sent",
      "the type acf-field has no pages of its own",
      "the type wpcf7_contact_form has no pages of its own",
      "the type elementor_library has no pages of its own",
      "a wp_block is not an article",
      "a custom_css is not an article",
      "a nav_menu_item is not an article",
      "it is not published",
    ]);
  });

  it("is read in the encoding that it declares, which is the site's", async () => {
    const item =
      "<item><title>Caf\xe9 \x96 closed</title><link>https://news.example/a/</link><content:encoded>\x93No.\x94</content:encoded>" +
      "<wp:post_id>7</wp:post_id><wp:post_type>post</wp:post_type><wp:status>publish</wp:status>" +
      "<wp:post_date_gmt>2020-01-01 08:00:00</wp:post_date_gmt></item>";
    const xml = `<?xml version="1.0" encoding="ISO-8859-1" ?>\n<rss><channel>${item}</channel></rss>`;
    const [entry] = await readAll(write("latin.xml", Buffer.from(xml, "latin1")));
    assert.ok(entry && "line" in entry, JSON.stringify(entry));
    const { headline, body } = JSON.parse(entry.line);
    assert.deepEqual({ headline, body }, { headline: "Café – closed", body: "<p>“No.”</p>" });
  });

  it("is told apart from other feeds, whose items have no id and status and are refused", async () => {
    const feed = "<rss><channel><item><title>A</title><link>https://news.example/a/</link></item></channel></rss>";
    const [entry] = await readAll(write("feed.xml", feed));
    assert.ok(entry && "problem" in entry, JSON.stringify(entry));
    assert.match(entry.problem, /\/id: .*\/status: is missing/);
  });
});

describe("a Ghost export", () => {
  const exportOf = (...posts: object[]) => JSON.stringify({ db: [{ data: { posts } }] });

  it("has its site's URL added to its own links, while other links are kept", async () => {
    const own = { ...POST, id: "g1", slug: "a", canonical_url: "__GHOST_URL__/news/a/" };
    const others = { ...POST, id: "g2", slug: "b", canonical_url: "https://wire.example/b" };
    const plain = { ...POST, id: "g3", slug: "c", canonical_url: null };
    const entries = await readAll(write("own.json", exportOf(own, others, plain)), "https://news.example/blog");
    assert.deepEqual(
      entries.map((entry) => ("line" in entry ? JSON.parse(entry.line).url : entry)),
      ["https://news.example/blog/news/a/", "https://wire.example/b", "https://news.example/blog/c/"],
    );
  });

  it("may begin with a byte order mark", async () => {
    const [entry] = await readAll(
      write("marked.json", `\ufeff${exportOf({ ...POST, id: "g1", slug: "a" })}`),
      "https://a.example",
    );
    assert.ok(entry && "line" in entry, JSON.stringify(entry));
  });

  it("is refused, with the option to add, when it is not one or its site is missing", async () => {
    const file = write("one.json", exportOf());
    const ninjs = write("ninjs.json", JSON.stringify({ guid: "a", type: "text" }));
    const cut = write("cut.json", '{"db":');
    for (const [place, siteUrl, why] of [
      [file, undefined, /add --site-url https:/],
      [file, "news.example", /--site-url news\.example is not an address/],
      [ninjs, "https://a.example", /for ninjs or ANS, add --format/],
      [cut, "https://a.example", /not valid JSON/],
    ] as const) {
      const [entry, ...more] = await readAll(place, siteUrl);
      assert.ok(entry && "problem" in entry, JSON.stringify(entry));
      assert.equal(entry.place, place);
      assert.match(entry.problem, why);
      assert.deepEqual(more, []);
    }
  });
});
