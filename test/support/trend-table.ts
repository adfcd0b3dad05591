import type { Page } from "playwright-core";

/** A point of `GET /v1/trends`. */
export interface Point {
  start: string;
  n: number;
  value: number | null;
  low?: number | null;
  high?: number | null;
}

export async function openTable(page: Page): Promise<void> {
  if (!(await page.getByRole("table").isVisible())) await page.getByText("View as a table").click();
}

/** Reads the topics' cells of each row, newest first. */
export async function readTable(page: Page): Promise<string[][]> {
  await page.locator('[aria-busy="false"] table').waitFor({ state: "attached" });
  await openTable(page);
  const rows = await page.getByRole("row").all();
  const cells = await Promise.all(rows.slice(1).map((row) => row.getByRole("cell").allInnerTexts()));
  return cells.map((texts) => texts.slice(0, 3));
}

/** Formats a point as the table does. */
export function sayPoint({ value, n, low, high }: Point, measure: string): string {
  if (value === null) return measure === "tone" ? "no tone" : "no articles";
  if (measure === "count") return String(value);
  if (measure === "share") return `${roundTo(value, 3, 100)}% of ${n}`;
  const interval = low == null || high == null ? "" : ` (${sayScore(low)} to ${sayScore(high)})`;
  return `${sayScore(value)}${interval}, n = ${n}`;
}

function sayScore(score: number): string {
  const rounded = roundTo(score, 2);
  return rounded === 0 ? "0.00" : `${score > 0 ? "+" : ""}${rounded.toFixed(2)}`;
}

/** Rounds halves away from zero in the decimals that the API gave, as the page does: -0.305 becomes -0.31. */
function roundTo(value: number, digits: number, times = 1): number {
  const whole = Math.sign(value) * Math.round(Number(`${Math.abs(value)}e${digits}`));
  return (whole * times) / 10 ** digits;
}
