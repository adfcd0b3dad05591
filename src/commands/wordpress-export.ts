import type { Readable } from "node:stream";
import { Parser } from "htmlparser2";
import { parseAbsolute } from "../domain/url.js";
import { decodeXml } from "./decode-file.js";

type WordpressItem = ReturnType<typeof toPost>;

/** The elements of an item that are read. */
const FIELDS = new Set([
  "title",
  "link",
  "content:encoded",
  "wp:post_id",
  "wp:post_type",
  "wp:status",
  "wp:post_date_gmt",
  "wp:post_modified_gmt",
]);

/**
 * Reads a WordPress export (WXR) as it streams in, and yields each item as WordPress's REST API would have it.
 *
 * @throws Error after the last whole item when the file ends before the export does.
 */
export async function* readWordpressItems(bytes: Readable): AsyncGenerator<WordpressItem> {
  const items: WordpressItem[] = [];
  let isWhole = false;
  const parser = createItemParser(
    (item) => items.push(item),
    () => {
      isWhole = true;
    },
  );
  for await (const piece of decodeXml(bytes)) {
    parser.write(piece);
    yield* items.splice(0);
  }
  // Ending the parser would close open elements, and half of an item would count as one.
  if (!isWhole) throw new Error("it is cut off or is not a WordPress export: it has no </rss>");
}

/**
 * Says why an item is not an article. What a site shows has a path; posts that plugins keep for themselves have a mere
 * query, such as `/?post_type=acf-field&p=7` or `/?elementor_library=kit`.
 *
 * @returns undefined when it may be an article.
 */
export function whyNoArticle({ type = "post", status, link = "" }: WordpressItem): string | undefined {
  if (status !== undefined && status !== "publish") return "it is not published";
  const query = parseAbsolute(link)?.searchParams;
  const hasPage = type === "post" || !(query?.has("post_type") || query?.has(type));
  return hasPage ? undefined : `the type ${type} has no pages of its own`;
}

function createItemParser(take: (item: WordpressItem) => void, end: () => void): Parser {
  let item: { fields: Map<string, string>; category: string | undefined } | undefined;
  let field: string | undefined;
  let content = "";
  return new Parser(
    {
      onopentag(name, { domain }) {
        if (name === "item") item = { fields: new Map(), category: undefined };
        else if (name === "category") field = domain === "category" ? name : undefined;
        else field = FIELDS.has(name) ? name : undefined;
        content = "";
      },
      ontext(piece) {
        if (item && field) content += piece;
      },
      onclosetag(name) {
        if (name === "rss") end();
        if (!item) return;
        if (name === "item") {
          take(toPost(item.fields, item.category));
          item = undefined;
        } else if (name === "category" && field) item.category ??= content;
        else if (name === field) item.fields.set(name, content);
        field = undefined;
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
}

function toPost(fields: ReadonlyMap<string, string>, category: string | undefined) {
  const created = toIso(fields.get("wp:post_date_gmt"));
  return {
    id: Number(fields.get("wp:post_id")),
    type: fields.get("wp:post_type"),
    status: fields.get("wp:status"),
    // Exports before WordPress 5.7 do not say when a post was changed.
    modified_gmt: toIso(fields.get("wp:post_modified_gmt")) ?? created,
    date_gmt: created,
    link: fields.get("link"),
    title: { rendered: fields.get("title") ?? "" },
    content: { rendered: toHtml(fields.get("content:encoded") ?? "") },
    ...(category ? { _embedded: { "wp:term": [[{ taxonomy: "category", name: category }]] } } : {}),
  };
}

/** A draft that was never published has zeros. */
function toIso(time: string | undefined): string | undefined {
  return time && !time.startsWith("0000") ? time.trim().replace(" ", "T") : undefined;
}

/** WordPress's own shortcodes, all for media: they hold a picture with its caption, or an address. */
const MEDIA = /\[(caption|wp_caption|gallery|audio|video|playlist|embed)\b[^[\]]{0,2000}\](?:[^[]{0,5000}\[\/\1\])?/g;
/** Starts of parts that need no paragraph; comments too, since they mark the blocks of the newer editor. */
const BLOCK =
  /^\s*<(?:!--|\/?(?:p|div|h[1-6]|hr|[uod]l|li|d[dt]|blockquote|pre|table|t(?:body|head|foot|r|d|h)|figure|figcaption|section|article|aside|header|footer|details|form)\b)/i;

/** Makes paragraphs at blank lines, which the classic editor leaves to WordPress. */
function toHtml(content: string): string {
  return content
    .replace(MEDIA, "")
    .split(/\r?\n\s*\r?\n/)
    .map((part) => (BLOCK.test(part) ? part : `<p>${part}</p>`))
    .join("\n");
}
