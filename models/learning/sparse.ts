/** Rows of sparse features: row r holds the entries `offsets[r]` … `offsets[r + 1]` of `columns` and `values`. */
export interface SparseRows {
  columnCount: number;
  offsets: Int32Array;
  columns: Int32Array;
  values: Float32Array;
}

export interface SparseRow {
  columns: ArrayLike<number>;
  values: ArrayLike<number>;
}

/** Packs rows, each with its columns and values in the same order. */
export function packRows(rows: readonly SparseRow[], columnCount: number): SparseRows {
  const total = rows.reduce((sum, row) => sum + row.columns.length, 0);
  const packed = {
    columnCount,
    offsets: new Int32Array(rows.length + 1),
    columns: new Int32Array(total),
    values: new Float32Array(total),
  };
  let offset = 0;
  rows.forEach((row, index) => {
    packed.columns.set(row.columns, offset);
    packed.values.set(row.values, offset);
    offset += row.columns.length;
    packed.offsets[index + 1] = offset;
  });
  return packed;
}

/** Packs each value as a row of one column. */
export function packColumn(values: ArrayLike<number>): SparseRows {
  return packRows(
    Array.from(values, (value) => ({ columns: [0], values: [value] })),
    1,
  );
}

/** Returns the rows of `all` at the given indices, in that order. */
export function selectRows(all: SparseRows, indices: readonly number[]): SparseRows {
  const rows = indices.map((index) => rowAt(all, index));
  return packRows(rows, all.columnCount);
}

/** Returns the rows of both, those of `first` first. */
export function joinRows(first: SparseRows, second: SparseRows): SparseRows {
  const rowsOf = (rows: SparseRows) =>
    Array.from({ length: rows.offsets.length - 1 }, (_, index) => rowAt(rows, index));
  return packRows([...rowsOf(first), ...rowsOf(second)], first.columnCount);
}

function rowAt(rows: SparseRows, index: number): SparseRow {
  const from = rows.offsets[index];
  const to = rows.offsets[index + 1];
  return { columns: rows.columns.subarray(from, to), values: rows.values.subarray(from, to) };
}

export function dotRow(rows: SparseRows, index: number, weights: ArrayLike<number>): number {
  const to = rows.offsets[index + 1] ?? 0;
  let sum = 0;
  for (let entry = rows.offsets[index] ?? 0; entry < to; entry++) {
    sum += (rows.values[entry] ?? 0) * (weights[rows.columns[entry] ?? 0] ?? 0);
  }
  return sum;
}
