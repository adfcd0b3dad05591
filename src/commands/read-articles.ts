import { basename, extname } from "node:path";
import { buffer } from "node:stream/consumers";
import { z } from "zod";
import type { ClassifyInput } from "../../models/classify.js";
import { BODY_FORMATS } from "../domain/article.js";
import { isSpanOf, optional, optionalOr, SPAN_FORM } from "../intake/fields.js";
import { parseOrNothing } from "../intake/json.js";
import { plainMessage } from "../intake/plain-message.js";
import { decodeHtml, decodeText } from "./decode-file.js";
import { openBytes, readLines, STANDARD_INPUT } from "./read-file.js";

export const FORMATS = ["text", "html", "jsonl"] as const;
export type Format = (typeof FORMATS)[number];

/** An article found in a file, or what is wrong with the place where one should be. */
type ReadArticle = { id: string; input: ClassifyInput } | { place: string; problem: string };

const FORMAT_BY_ENDING = new Map<string, Format>([
  [".html", "html"],
  [".htm", "html"],
  [".xhtml", "html"],
  [".txt", "text"],
  [".jsonl", "jsonl"],
  [".ndjson", "jsonl"],
  [".json", "jsonl"],
]);

const NO_OBJECT = "is not a JSON object; JSONL has one on each line, as jq -c writes it";

/** Extensions of files that are text to a program but hold articles in another form. */
const NO_TEXT = /^\.(?:csv|tsv|xml|rss|atom|rtf|pdf)$/i;

const TOO_LARGE = "is too large a number to be read exactly; write it as a string";

const line = z
  .object({
    id: optional(z.union([z.string(), z.number()]).refine(isExact, TOO_LARGE).transform(String)),
    headline: optionalOr(z.string(), ""),
    body: z.string(),
    bodyFormat: optionalOr(z.enum(BODY_FORMATS), "text"),
    language: optional(z.string()),
    from: optional(z.int().min(0)),
    to: optional(z.int().min(0)),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), "from and to must be given together")
  .refine(
    ({ from, to, body }) => from === undefined || to === undefined || isSpanOf(body, from, to),
    `from and to ${SPAN_FORM}`,
  );

interface ReadOptions {
  /** How to read the file; by default its extension says, and any file but a table, a feed or a binary one is text. */
  format?: Format | undefined;
  /** Of a text or an HTML file. */
  headline?: string | undefined;
}

/** Reads the articles of a file, or of standard input for `-`; gzip is inflated. */
export async function* readArticles(file: string, { format, headline }: ReadOptions): AsyncGenerator<ReadArticle> {
  const name = file === STANDARD_INPUT ? "stdin" : basename(file).replace(/\.gz$/i, "");
  const ending = extname(name);
  const ofEnding = FORMAT_BY_ENDING.get(ending.toLowerCase());
  const known = format ?? ofEnding;
  const chosen = known ?? "text";
  try {
    if (chosen === "jsonl") {
      if (headline !== undefined) throw new Error("has a headline on each line; leave out --headline");
      for await (const { place, value } of readLines(file)) yield readLine(place, value);
    } else {
      const bytes = await buffer(openBytes(file));
      const body = chosen === "html" ? decodeHtml(bytes) : decodeText(bytes);
      if (!known && (NO_TEXT.test(ending) || body.includes("\0")))
        throw new Error(`is not text; say what it is with --format ${FORMATS.join("|")}`);
      const id = ofEnding ? basename(name, ending) : name;
      yield { id, input: { headline: headline ?? "", body, bodyFormat: chosen } };
    }
  } catch (error) {
    yield { place: file, problem: error instanceof Error ? error.message : "cannot be read" };
  }
}

/** JSON.parse rounds numbers beyond 2^53, and two ids could become one. */
function isExact(id: string | number): boolean {
  return typeof id === "string" || Math.abs(id) <= Number.MAX_SAFE_INTEGER;
}

function readLine(place: string, value: string): ReadArticle {
  const parsed = line.safeParse(parseOrNothing(value), { error: plainMessage });
  if (!parsed.success) {
    const { issues } = parsed.error;
    const isNoObject = issues.some(({ code, path }) => code === "invalid_type" && path.length === 0);
    const problem = issues.map((issue) => [issue.path.join("."), issue.message].join(" ").trim()).join("; ");
    return { place, problem: isNoObject ? NO_OBJECT : problem };
  }
  const { id = place, from, to, language, ...input } = parsed.data;
  const marked = from === undefined || to === undefined ? {} : { targets: [{ from, to }] };
  return { id, input: { ...input, ...(language ? { language } : {}), ...marked } };
}
