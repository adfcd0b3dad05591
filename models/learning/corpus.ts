import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { z } from "zod";
import { TONE_LABELS, type ToneLabel } from "../../src/domain/tagging.js";
import { TOPICS, type Topic } from "../../src/domain/topic.js";
import { perTopic } from "../topics/per-topic.js";

/** How much of an article a topic takes up: 2 main, 1 secondary, 0 absent (CODEBOOK). */
export type Grade = 0 | 1 | 2;

export interface CorpusArticle {
  id: string;
  headline: string;
  body: string;
  /** `YYYY-MM`, empty when undated. */
  month: string;
  /** The one topic that AllSides filed the article under: weak, and part of what a fold keeps together. */
  allsidesTopic: string;
}

/** An article whose tone somebody has read. */
export interface TonedArticle extends CorpusArticle {
  tone: ToneLabel;
}

/** An article whose topics somebody has graded. */
export interface GradedArticle extends CorpusArticle {
  grades: Record<Topic, Grade>;
}

export interface GoldArticle extends TonedArticle, GradedArticle {}

export const CORPUS_FILE = "topics/allsides-to-2018.jsonl.gz";
export const GOLD_FILE = "topics/gold.tsv";

/** Checks files before minutes of work, not after. @throws Error that names those not under the data directory. */
export function requireFiles(dataDir: string, files: readonly string[]): void {
  const missing = files.filter((file) => !existsSync(join(dataDir, file)));
  if (missing.length > 0)
    throw new Error(`${dataDir} has no ${missing.join(", ")}; use --data DIR to say where the training data is`);
}

/** Reads the lines of a gzipped file under the data directory, without empty ones. */
export function readLines(dataDir: string, file: string): string[] {
  const text = gunzipSync(readFileSync(join(dataDir, file))).toString("utf8");
  return text.split("\n").filter((line) => line !== "");
}

/** Reads the objects of a gzipped JSONL file under the data directory. @throws Error when a line breaks the schema. */
export function readJsonLines<T>(dataDir: string, file: string, schema: z.ZodType<T>): T[] {
  return readLines(dataDir, file).map((line) => schema.parse(JSON.parse(line)));
}

const corpusLine = z
  .object({
    id: z.string(),
    headline: z.string(),
    body: z.string(),
    date: z.string().nullable(),
    allsidesTopic: z.string(),
  })
  .transform(({ date, ...article }): CorpusArticle => ({ ...article, month: (date ?? "").slice(0, 7) }));

/** Reads all full-text articles, graded or not, in the order of the file. */
export function readCorpus(dataDir: string): CorpusArticle[] {
  return readJsonLines(dataDir, CORPUS_FILE, corpusLine);
}

/** Reads the gold articles, in the order of the corpus file. @throws Error when a gold id has no article. */
export function readGold(dataDir: string): GoldArticle[] {
  return joinGold(readCorpus(dataDir), dataDir);
}

/** Returns the gold articles of `corpus` with their labels. */
export function joinGold(corpus: readonly CorpusArticle[], dataDir: string): GoldArticle[] {
  const labels = readLabels(dataDir);
  const gold = corpus.flatMap((article) => {
    const found = labels.get(article.id);
    return found ? [{ ...article, ...found }] : [];
  });
  if (gold.length !== labels.size) throw new Error(`${GOLD_FILE}: ${labels.size - gold.length} ids have no article`);
  return gold;
}

/** Returns the SHA-256, 64 hex digits, of the names and contents of files and of `records`, in the given order. */
export function hashData(
  sources: readonly { folder: string; files: readonly string[] }[],
  records: readonly object[] = [],
): string {
  const hash = createHash("sha256");
  for (const { folder, files } of sources) {
    for (const file of files)
      hash
        .update(file)
        .update("\0")
        .update(readFileSync(join(folder, file)));
  }
  for (const record of records) hash.update(JSON.stringify(record));
  return hash.digest("hex");
}

type Labels = Pick<GoldArticle, "grades" | "tone">;

function readLabels(dataDir: string): Map<string, Labels> {
  const [header = "", ...rows] = readFileSync(join(dataDir, GOLD_FILE), "utf8").trimEnd().split("\n");
  const columns = header.split("\t");
  return new Map(
    rows.map((row) => {
      const cells = row.split("\t");
      const cell = (name: string) => cells[columns.indexOf(name)] ?? "";
      return [cell("id"), parseLabels(cell)];
    }),
  );
}

function parseLabels(cell: (name: string) => string): Labels {
  return { grades: parseGrades(TOPICS.map(cell), GOLD_FILE), tone: parseTone(cell("tone"), GOLD_FILE) };
}

/** Parses one grade for each topic, in their order. @throws Error when a cell is not a grade. */
export function parseGrades(cells: readonly string[], file: string): Record<Topic, Grade> {
  return perTopic((topic) => parseGrade(cells[TOPICS.indexOf(topic)] ?? "", file));
}

function parseGrade(cell: string, file: string): Grade {
  if (cell === "0") return 0;
  if (cell === "1") return 1;
  if (cell === "2") return 2;
  throw new Error(`${file}: "${cell}" is not a grade`);
}

/** Parses a tone. @throws Error when `cell` is none of the four tones. */
export function parseTone(cell: string, file: string): ToneLabel {
  const tone = TONE_LABELS.find((label) => label === cell);
  if (tone) return tone;
  throw new Error(`${file}: "${cell}" is not a tone`);
}
