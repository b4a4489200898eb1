/**
 * Rows of files that are users' who were erased: set aside when the file was read, or while it waited. Of each nothing is
 * kept but the mark by which it was known (replica/tombstones.ts), so that somebody can say that it may be entered after
 * all and the file be read again. Owns erased_row.
 */
import { all, prepared, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import { stoneReader, tombstoneReader } from '../../replica/tombstones.ts';

/** A row that was somebody's. */
export interface ErasedRow {
  readonly row: number;
  /** By which it was theirs, folded. */
  readonly key: string;
}

export interface MarkedRow {
  readonly row: number;
  readonly mark: Uint8Array;
}

/** Must run inside a transaction. */
export function storeErasedRows(
  db: WritableDb,
  importId: number,
  rows: readonly MarkedRow[],
): void {
  const store = prepared(
    db,
    'INSERT OR REPLACE INTO erased_row (import_id, row_number, mark) VALUES (?, ?, ?)',
  );
  for (const { row, mark } of rows) store.run(importId, row, mark);
}

/** Rows of a file that waits while users are erased. Must run inside a transaction, behind their tombstones. */
export function setAsideErased(db: WritableDb, importId: number, rows: readonly ErasedRow[]): void {
  const read = tombstoneReader(db);
  const marked = rows.flatMap(({ row, key }) => {
    const stone = read?.of(key);
    return stone ? [{ row, mark: stone.mark }] : [];
  });
  storeErasedRows(db, importId, marked);
}

export interface SetAsideRow extends MarkedRow {
  /** Of the erasure. */
  readonly jobId: number;
  /** By which they may be entered, once the file is read again; null: they may not. */
  readonly decisionNo: number | null;
}

/** In their order; null for `jobId`: of whichever erasure. */
export function erasedRows(db: ReadableDb, importId: number, jobId: number | null): SetAsideRow[] {
  const stoneOf = stoneReader(db);
  return all<MarkedRow>(
    db,
    'SELECT row_number AS "row", mark FROM erased_row WHERE import_id = ? ORDER BY row_number',
    importId,
  ).flatMap((row) => {
    const stone = stoneOf(row.mark);
    return stone && (jobId === null || stone.jobId === jobId) ? [{ ...row, ...stone }] : [];
  });
}

/** How many rows of a file each erasure has set aside, and of how many was said that they may be entered. */
export function countErasedRows(
  db: ReadableDb,
  importId: number,
): { jobId: number; rows: number; decided: number }[] {
  const counts = new Map<number, { jobId: number; rows: number; decided: number }>();
  for (const { jobId, decisionNo } of erasedRows(db, importId, null)) {
    const count = counts.get(jobId) ?? { jobId, rows: 0, decided: 0 };
    count.rows++;
    if (decisionNo !== null) count.decided++;
    counts.set(jobId, count);
  }
  return [...counts.values()].sort((a, b) => a.jobId - b.jobId);
}

/** They go with their file. Must run inside a transaction. */
export function dropErasedRows(db: WritableDb, importId: number): void {
  run(db, 'DELETE FROM erased_row WHERE import_id = ?', importId);
}
