/** Formats rows in aligned columns, with the first row as headings; an empty cell becomes a dash. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const format = (row: readonly string[]) => row.map((cell, column) => (cell || "-").padEnd(widths[column] ?? 0));
  return rows.map((row) => `${format(row).join("  ").trimEnd()}\n`).join("");
}
