import assert from "node:assert/strict";
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { type ArchiveEntry, readArchive } from "../../src/commands/archive-files.js";
import { temporaryDirectory } from "../support/service.js";

const POST = {
  title: "A strike",
  html: "<p>Workers walked out.</p>",
  status: "published",
  type: "post",
  updated_at: "2020-01-01T09:00:00.000Z",
};

describe("a Ghost export", () => {
  const folder = temporaryDirectory();
  const write = (name: string, content: string) => {
    const file = join(folder, name);
    writeFileSync(file, content);
    return file;
  };
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
