import { createReadStream } from "node:fs";
import { basename } from "node:path";
import { createInterface } from "node:readline";
import type { Readable } from "node:stream";
import { text } from "node:stream/consumers";
import { createGunzip } from "node:zlib";
import { z } from "zod";
import type { ClassifyInput } from "../../models/classify.js";

export const FORMATS = ["text", "html", "jsonl"] as const;
export type Format = (typeof FORMATS)[number];

/** An article found in a file, or what is wrong with the place where one should be. */
export type ReadArticle = { id: string; input: ClassifyInput } | { place: string; problem: string };

const FORMAT_BY_ENDING: Readonly<Record<string, Format>> = {
  html: "html",
  htm: "html",
  jsonl: "jsonl",
  ndjson: "jsonl",
};
const ENDING = /\.(html?|txt|jsonl|ndjson)$/i;

const line = z
  .object({
    id: z.union([z.string(), z.number().transform(String)]).optional(),
    headline: z.string().default(""),
    body: z.string(),
    bodyFormat: z.enum(["text", "html"]).default("text"),
    language: z.string().optional(),
    from: z.int().min(0).optional(),
    to: z.int().min(0).optional(),
  })
  .refine(({ from, to }) => (from === undefined) === (to === undefined), "from and to go together")
  .refine(
    ({ from, to, body }) => from === undefined || to === undefined || (from < to && to <= body.length),
    "from and to must mark a span of the body",
  );

/**
 * Reads the articles of a file, or of standard input for `-`; what ends in `.gz` is inflated.
 *
 * @param format how the file is read; without one its ending says, and anything else is text.
 */
export async function* readArticles(file: string, format: Format | undefined): AsyncGenerator<ReadArticle> {
  const name = file === "-" ? "stdin" : basename(file).replace(/\.gz$/i, "");
  const ending = ENDING.exec(name)?.[1]?.toLowerCase() ?? "";
  const chosen = format ?? FORMAT_BY_ENDING[ending] ?? "text";
  try {
    const stream = openStream(file);
    if (chosen === "jsonl") yield* readLines(file, stream);
    else yield { id: name.replace(ENDING, ""), input: { headline: "", body: await text(stream), bodyFormat: chosen } };
  } catch (error) {
    yield { place: file, problem: error instanceof Error ? error.message : "cannot be read" };
  }
}

function openStream(file: string): Readable {
  const bytes = file === "-" ? process.stdin : createReadStream(file);
  if (!/\.gz$/i.test(file)) return bytes;
  const inflated = createGunzip();
  bytes.on("error", (error: Error) => inflated.destroy(error));
  return bytes.pipe(inflated);
}

async function* readLines(file: string, stream: Readable): AsyncGenerator<ReadArticle> {
  let number = 0;
  const lines = createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY });
  const failed = new Promise<never>((_, reject) => stream.once("error", reject));
  failed.catch(() => {});
  const iterator = lines[Symbol.asyncIterator]();
  for (;;) {
    const next = await Promise.race([iterator.next(), failed]);
    if (next.done) return;
    number++;
    if (next.value.trim() !== "") yield readLine(`${file}:${number}`, next.value);
  }
}

function readLine(place: string, value: string): ReadArticle {
  const parsed = line.safeParse(parseOrNothing(value));
  if (!parsed.success) {
    const problem = parsed.error.issues
      .map((issue) => [issue.path.join("."), issue.message].join(" ").trim())
      .join("; ");
    return { place, problem: problem.startsWith("Invalid input: expected object") ? "is not a JSON object" : problem };
  }
  const { id = place, from, to, language, ...input } = parsed.data;
  const marked = from === undefined || to === undefined ? {} : { targets: [{ from, to }] };
  return { id, input: { ...input, ...(language ? { language } : {}), ...marked } };
}

function parseOrNothing(value: string): unknown {
  try {
    return JSON.parse(value);
  } catch {
    return undefined;
  }
}
