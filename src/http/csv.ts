import type { Request } from "express";
import { z } from "zod";

/** `?format=` of an answer that CSV exists for, so that a link alone can choose; without it, `Accept` chooses. */
export const csvFormat = z.enum(["json", "csv"], "must be one of json, csv").optional();

export function wantsCsv(request: Request, format: z.infer<typeof csvFormat>): boolean {
  return format === "csv" || (format === undefined && request.accepts(["json", "csv"]) === "csv");
}

/** Characters at the start of a cell that make a spreadsheet take it for a formula. */
const FORMULA = /^[=+\-@\t\r]/;

/** Writes RFC 4180. Text that a spreadsheet would run gets an apostrophe in front; numbers stay, and null is empty. */
export function writeCsv(rows: readonly (readonly (string | number | null)[])[]): string {
  return rows.map((row) => `${row.map(writeCell).join(",")}\r\n`).join("");
}

function writeCell(value: string | number | null): string {
  if (typeof value !== "string") return value === null ? "" : String(value);
  const text = FORMULA.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}
