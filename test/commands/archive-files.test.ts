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
const write = (name: string, content: string) => {
  const file = join(folder, name);
  writeFileSync(file, content);
  return file;
};

describe("a WordPress export", () => {
  const contentOf = async (content: string) => {
    const xml = `<rss><channel><item><wp:post_id>1</wp:post_id><content:encoded><![CDATA[${content}]]></content:encoded></item></channel></rss>`;
    for await (const item of readWordpressItems(Readable.from([Buffer.from(xml)], { objectMode: false }))) {
      // What is read has the form of WordPress' REST API.
      return fragmentText((item as { content: { rendered: string } }).content.rendered);
    }
    return undefined;
  };

  it("has paragraphs where the classic editor has blank lines, also beside markup", async () => {
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

  it("has no pictures, captions and addresses of WordPress' own shortcodes, and keeps other brackets", async () => {
    const content =
      'Police arrested two.\n\n[caption id="attachment_6" align="alignright" width="300"]<img src="x" /> Police at the gate[/caption]' +
      "\n\n[gallery ids='1,2']\n\n“They [the guards] left,” he said.\n\n[embed]https://video.example/x[/embed]\n\n[audio mp3='a']";
    assert.equal(await contentOf(content), "Police arrested two.\n\n“They [the guards] left,” he said.");
  });

  it("has articles in posts and in types that the site has pages of, and none in what plugins keep as posts", async () => {
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
    const entries: (string | undefined)[] = [];
    const file = write("types.xml", `<rss><channel>${xml.join("")}</channel></rss>`);
    for await (const entry of readArchive(file, { source: "cms" })) {
      entries.push("skipped" in entry ? entry.skipped : "line" in entry ? "sent" : entry.problem);
    }
    assert.deepEqual(entries, [
      "sent",
      "sent",
      "sent",
      "the type acf-field has no pages of its own",
      "the type wpcf7_contact_form has no pages of its own",
      "the type elementor_library has no pages of its own",
      "a wp_block is no article",
      "a custom_css is no article",
      "a nav_menu_item is no article",
      "it is not published",
    ]);
  });
});

describe("a Ghost export", () => {
  const exportOf = (...posts: object[]) => JSON.stringify({ db: [{ data: { posts } }] });
  const read = async (file: string, siteUrl?: string) => {
    const entries: ArchiveEntry[] = [];
    const options = { source: "cms", ...(siteUrl ? { siteUrl } : {}) };
    for await (const entry of readArchive(file, options)) entries.push(entry);
    return entries;
  };

  it("has the addresses of its own site without the site: they are completed", async () => {
    const own = { ...POST, id: "g1", slug: "a", canonical_url: "__GHOST_URL__/news/a/" };
    const others = { ...POST, id: "g2", slug: "b", canonical_url: "https://wire.example/b" };
    const plain = { ...POST, id: "g3", slug: "c", canonical_url: null };
    const entries = await read(write("own.json", exportOf(own, others, plain)), "https://news.example/blog");
    assert.deepEqual(
      entries.map((entry) => ("line" in entry ? JSON.parse(entry.line).url : entry)),
      ["https://news.example/blog/news/a/", "https://wire.example/b", "https://news.example/blog/c/"],
    );
  });

  it("may begin with a byte order mark", async () => {
    const [entry] = await read(
      write("marked.json", `\ufeff${exportOf({ ...POST, id: "g1", slug: "a" })}`),
      "https://a.example",
    );
    assert.ok(entry && "line" in entry, JSON.stringify(entry));
  });

  it("says what to add when it is none, or its site is not told", async () => {
    const file = write("one.json", exportOf());
    for (const siteUrl of [undefined, "news.example"]) {
      await assert.rejects(read(file, siteUrl), /one\.json: .*add --site-url https:/);
    }
    const ninjs = write("ninjs.json", JSON.stringify({ guid: "a", type: "text" }));
    await assert.rejects(read(ninjs, "https://a.example"), /ninjs\.json: .*of ninjs or ANS add --format/);
    await assert.rejects(read(write("cut.json", '{"db":'), "https://a.example"), /cut\.json: .*not valid JSON/);
  });
});
