/** Databases limit the parameters of a statement, SQLite to 32,766, and our widest rows take thirteen. */
const rowsPerStatement = 1000;

/** Rows in portions that one statement takes each. */
export function inChunks<T>(rows: readonly T[]): T[][] {
  return Array.from({ length: Math.ceil(rows.length / rowsPerStatement) }, (_, index) =>
    rows.slice(index * rowsPerStatement, (index + 1) * rowsPerStatement),
  );
}
