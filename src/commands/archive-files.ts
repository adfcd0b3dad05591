import { readdir, stat } from "node:fs/promises";
import { basename, join } from "node:path";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import { Refusal } from "../domain/errors.js";
import { parseAbsolute } from "../domain/url.js";
import type { Adapter } from "../intake/adapter.js";
import { arcAdapter } from "../intake/arc-adapter.js";
import { ghostAdapter } from "../intake/ghost-adapter.js";
import { parseJson } from "../intake/json.js";
import { superdeskAdapter } from "../intake/superdesk-adapter.js";
import { wordpressAdapter } from "../intake/wordpress-adapter.js";
import { openBytes, readLines, STANDARD_INPUT } from "./read-file.js";
import { readWordpressItems, whyNoArticle } from "./wordpress-export.js";

/** The formats that `beatline backfill` reads. */
export const ARCHIVE_FORMATS = ["jsonl", "wordpress", "ghost", "ninjs", "ans"] as const;

type ArchiveFormat = (typeof ARCHIVE_FORMATS)[number];

export interface ArchiveOptions {
  source: string;
  format?: ArchiveFormat;
  /** The address of a Ghost site, which its export does not contain. */
  siteUrl?: string;
}

/** An article as `POST /v1/articles` takes it, or why an entry is skipped or wrong; `place` says where it is. */
export type ArchiveEntry = { place: string } & ({ line: string } | { skipped: string } | { problem: string });

const FORMAT_BY_ENDING: Readonly<Record<string, ArchiveFormat>> = {
  jsonl: "jsonl",
  ndjson: "jsonl",
  xml: "wordpress",
  json: "ghost",
};

/**
 * Reads the articles of a file, or of the files of a folder, always in the same order. Files named `.gz` are inflated.
 * A file that cannot be read, breaks off, or is not what its format says ends with a problem; the next one follows.
 */
export async function* readArchive(path: string, options: ArchiveOptions): AsyncGenerator<ArchiveEntry> {
  for (const file of await listFiles(path)) {
    try {
      yield* readEntries(file, options);
    } catch (error) {
      yield { place: file, problem: error instanceof Error ? error.message : String(error) };
    }
  }
}

/** Lists the files of an archive. A folder has a ninjs or ANS file for each article. @throws Error when it has none. */
export async function listFiles(path: string): Promise<string[]> {
  if (path === STANDARD_INPUT || !(await stat(path)).isDirectory()) return [path];
  const entries = await readdir(path, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => !entry.isDirectory() && /\.json(\.gz)?$/i.test(entry.name));
  if (files.length === 0) throw new Error(`${path}: this folder has no .json or .json.gz files`);
  return files.map(({ parentPath, name }) => join(parentPath, name)).sort();
}

async function* readEntries(file: string, options: ArchiveOptions): AsyncGenerator<ArchiveEntry> {
  const ending = /\.(\w+)$/.exec(basename(file).replace(/\.gz$/i, ""))?.[1]?.toLowerCase() ?? "";
  const format = options.format ?? FORMAT_BY_ENDING[ending];
  if (!format) throw new Error(`its extension does not say what it is; add --format ${ARCHIVE_FORMATS.join("|")}`);
  if (format === "jsonl") {
    for await (const { place, value } of readLines(file)) yield readLine(place, value, options.source);
  } else if (format === "wordpress") {
    let number = 0;
    for await (const item of readWordpressItems(openBytes(file))) {
      const place = `${file}: item ${++number}`;
      const skipped = whyNoArticle(item);
      yield skipped ? { place, skipped } : readWith(wordpressAdapter, item, options.source, place);
    }
  } else if (format === "ghost") yield* readGhost(file, options);
  else {
    const item = parseJson(await buffer(openBytes(file)));
    yield readWith(format === "ans" ? arcAdapter : superdeskAdapter, item, options.source, file);
  }
}

function readLine(place: string, value: string, source: string): ArchiveEntry {
  try {
    const article = z.record(z.string(), z.unknown()).parse(parseJson(Buffer.from(value)));
    return { place, line: JSON.stringify({ ...article, source: article.source ?? source }) };
  } catch (error) {
    return { place, problem: error instanceof Refusal ? error.message : "The line is not a JSON object" };
  }
}

const ghostData = z.object({
  posts: z.array(z.looseObject({ id: z.string(), slug: z.string().optional() })),
  tags: z.array(z.object({ id: z.string(), name: z.string(), visibility: z.string().nullish() })).default([]),
  posts_tags: z
    .array(z.object({ post_id: z.string(), tag_id: z.string(), sort_order: z.number().nullish() }))
    .default([]),
});
const ghostExport = z.union([
  z.object({ db: z.tuple([z.object({ data: ghostData })]) }).transform(({ db: [{ data }] }) => data),
  z.object({ data: ghostData }).transform(({ data }) => data),
]);

/** @throws Error when it is not a Ghost export, or without `siteUrl`. */
async function* readGhost(file: string, { source, siteUrl }: ArchiveOptions): AsyncGenerator<ArchiveEntry> {
  const parsed = ghostExport.safeParse(parseJson(await buffer(openBytes(file))));
  if (!parsed.success) {
    throw new Error("this is not a Ghost export: it has no db[0].data.posts; for ninjs or ANS, add --format ninjs|ans");
  }
  const site = parseAbsolute(siteUrl ?? "")?.href.replace(/\/*$/, "/");
  if (!site) {
    throw new Error(
      siteUrl === undefined
        ? "a Ghost export does not say where the site is: add --site-url https://…"
        : `--site-url ${siteUrl} is not an address: it must begin with https:// or http://`,
    );
  }
  const { posts, tags, posts_tags } = parsed.data;
  const byId = new Map(tags.map((tag) => [tag.id, tag]));
  const first = new Map<string, string>();
  for (const { post_id, tag_id } of posts_tags.toSorted((a, b) => (b.sort_order ?? 0) - (a.sort_order ?? 0))) {
    first.set(post_id, tag_id);
  }
  for (const post of posts) {
    const place = `${file}: post ${post.id}`;
    if (post.type === "page") yield { place, skipped: "a page is not an article" };
    else {
      const tag = byId.get(first.get(post.id) ?? "");
      const current = {
        ...post,
        url: new URL(`${post.slug ?? post.id}/`, site).href,
        canonical_url: typeof post.canonical_url === "string" ? toWhole(post.canonical_url, site) : null,
        primary_tag: tag ? { name: tag.name, visibility: tag.visibility ?? undefined } : null,
        published_at: toIso(post.published_at),
        updated_at: toIso(post.updated_at),
      };
      yield readWith(ghostAdapter, { post: { current, previous: {} } }, source, place);
    }
  }
}

/** Ghost stores the addresses of its own site with a placeholder for the site. */
function toWhole(address: string, site: string): string {
  return address.replace(/^__GHOST_URL__\/?/, site);
}

/** Exports from MySQL have times in MySQL's own form, in UTC. */
function toIso(time: unknown): unknown {
  return typeof time === "string" ? time.replace(/^(\d{4}-\d\d-\d\d) (\d\d:\d\d:\d\d)$/, "$1T$2Z") : time;
}

/** Reads an entry like a webhook of the same CMS, so that its article gets the same fields and version either way. */
function readWith(adapter: Adapter, body: unknown, source: string, place: string): ArchiveEntry {
  try {
    const event = adapter.read(source, body, { header: () => undefined, at: new Date() });
    if (event.kind === "ignore") return { place, skipped: event.reason };
    if (event.kind === "withdraw") return { place, skipped: "it is not published" };
    const { externalId: id, ...article } = event.article;
    return { place, line: JSON.stringify({ id, ...article }) };
  } catch (error) {
    if (error instanceof Refusal) return { place, problem: error.message };
    throw error;
  }
}
