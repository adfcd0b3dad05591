/** Rows in columns that line up, the first row as their heads; an empty cell is shown as a dash. */
export function formatTable(rows: readonly (readonly string[])[]): string {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  const format = (row: readonly string[]) => row.map((cell, column) => (cell || "-").padEnd(widths[column] ?? 0));
  return rows.map((row) => `${format(row).join("  ").trimEnd()}\n`).join("");
}
