import type { Request } from "express";
import { z } from "zod";

/** `?format=` of what is also there as CSV, so that a link alone says which; without it `Accept` does. */
export const csvFormat = z.enum(["json", "csv"], "must be one of json, csv").optional();

export function wantsCsv(request: Request, format: z.infer<typeof csvFormat>): boolean {
  return format === "csv" || (format === undefined && request.accepts(["json", "csv"]) === "csv");
}

/** What a spreadsheet would take for a formula when a cell begins with it. */
const FORMULA = /^[=+\-@\t\r]/;

/** RFC 4180. A text that a spreadsheet would run gets an apostrophe before it; numbers stay as they are, and null is empty. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

function writeCell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
