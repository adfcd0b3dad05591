import type { Page } from "playwright-core";

/** Of `GET /v1/trends`. */
export interface Point {
  start: string;
  n: number;
  value: number | null;
  low?: number | null;
  high?: number | null;
}

export async function openTable(page: Page): Promise<void> {
  if (!(await page.getByRole("table").isVisible())) await page.getByText("The numbers as a table").click();
}

/** The topics' cells of each row, newest first. */
export async function readTable(page: Page): Promise<string[][]> {
  await page.locator('[aria-busy="false"] table').waitFor({ state: "attached" });
  await openTable(page);
  const rows = await page.getByRole("row").all();
  const cells = await Promise.all(rows.slice(1).map((row) => row.getByRole("cell").allInnerTexts()));
  return cells.map((texts) => texts.slice(0, 3));
}

/** A point as the table says it. */
export function sayPoint({ value, n, low, high }: Point, measure: string): string {
  if (value === null) return measure === "tone" ? "no tone" : "no articles";
  if (measure === "count") return String(value);
  if (measure === "share") return `${Number((value * 100).toFixed(1))}% of ${n}`;
  const interval = low == null || high == null ? "" : ` (${sayScore(low)} to ${sayScore(high)})`;
  return `${sayScore(value)}${interval}, n ${n}`;
}

function sayScore(score: number): string {
  const rounded = score.toFixed(2);
  return Number(rounded) === 0 ? "0.00" : `${score > 0 ? "+" : ""}${rounded}`;
}
