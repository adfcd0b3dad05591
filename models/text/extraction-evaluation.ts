import { readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { Readability } from "@mozilla/readability";
import { parseHTML } from "linkedom";
import { cleanArticle } from "./clean.js";

interface ExtractionScores {
  pages: number;
  f1: number;
  precision: number;
  recall: number;
  /** F1 of plain Readability's `textContent` on the same pages. */
  readabilityF1: number;
}

/** How much an extracted text shares with the gold text, adds and misses, each as a share of their sum. */
interface Overlap {
  shared: number;
  added: number;
  missed: number;
}

const SHINGLE = 4;

/**
 * Measures how well whole pages are cleaned. `dataDir` holds `gold.json` (`{id: {articleBody}}`) and
 * `pages/{id}.html.gz`. Scores compare multisets of four-token shingles, each page weighing the same, as in
 * scrapinghub/article-extraction-benchmark. Throws when a file is missing.
 */
export function evaluateExtraction(dataDir: string): ExtractionScores {
  const gold = readGold(join(dataDir, "gold.json"));
  const ours: Overlap[] = [];
  const readabilitys: Overlap[] = [];
  for (const [id, articleBody] of gold) {
    const html = gunzipSync(readFileSync(join(dataDir, "pages", `${id}.html.gz`))).toString("utf8");
    ours.push(overlap(articleBody, cleanArticle({ headline: "", body: html, bodyFormat: "html" }).body));
    readabilitys.push(overlap(articleBody, plainReadability(html)));
  }
  return { pages: gold.length, ...scoresOf(ours), readabilityF1: scoresOf(readabilitys).f1 };
}

function readGold(path: string): [id: string, articleBody: string][] {
  const parsed: unknown = JSON.parse(readFileSync(path, "utf8"));
  return Object.entries(Object(parsed)).map(([id, page]) => [id, String(Object(page).articleBody ?? "")]);
}

function plainReadability(html: string): string {
  // linkedom's types refer to the browser's Window, whose types this program does not include.
  const { document } = parseHTML(html) as unknown as { document: never };
  return new Readability(document).parse()?.textContent ?? "";
}

function overlap(gold: string, text: string): Overlap {
  const wanted = countShingles(gold);
  const given = countShingles(text);
  let shared = 0;
  let added = 0;
  let missed = 0;
  for (const shingle of new Set([...wanted.keys(), ...given.keys()])) {
    const want = wanted.get(shingle) ?? 0;
    const have = given.get(shingle) ?? 0;
    shared += Math.min(want, have);
    added += Math.max(0, have - want);
    missed += Math.max(0, want - have);
  }
  const sum = shared + added + missed || 1;
  return { shared: shared / sum, added: added / sum, missed: missed / sum };
}

function countShingles(text: string): Map<string, number> {
  const tokens = text.match(/[\p{L}\p{N}_]+/gu) ?? [];
  const counts = new Map<string, number>();
  for (let at = 0; at < Math.max(1, tokens.length - SHINGLE + 1); at++) {
    const shingle = tokens.slice(at, at + SHINGLE).join(" ");
    counts.set(shingle, (counts.get(shingle) ?? 0) + 1);
  }
  return counts;
}

function scoresOf(overlaps: readonly Overlap[]): { f1: number; precision: number; recall: number } {
  const shared = sum(overlaps.map((page) => page.shared));
  const precision = shared / (shared + sum(overlaps.map((page) => page.added)));
  const recall = shared / (shared + sum(overlaps.map((page) => page.missed)));
  return { f1: (2 * precision * recall) / (precision + recall), precision, recall };
}

function sum(values: readonly number[]): number {
  return values.reduce((total, value) => total + value, 0);
}
