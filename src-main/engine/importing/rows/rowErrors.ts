/** Errors of a file's rows, as they are stored with it. */
import type { RowProblem } from '#shared/notices/rowErrorText.ts';
import { prepared, value, type WritableDb } from '../../db/db.ts';

export interface RowError {
  readonly row: number;
  /** Its heading; empty: identifiers that no heading stands above. */
  readonly column: string;
  readonly value: string;
  readonly problem: RowProblem;
  readonly rowText: string;
}

/** Adds them behind those that the import has. */
export function storeErrors(db: WritableDb, importId: number, errors: readonly RowError[]): void {
  const from = value<number>(
    db,
    'SELECT coalesce(max(error_no) + 1, 0) FROM import_error WHERE import_id = ?',
    importId,
  );
  const insert = prepared(
    db,
    'INSERT INTO import_error (import_id, error_no, row_number, column_name, value, problem, row_text) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  // Files with many errors have few kinds of them.
  const stored = new Map<RowProblem, string>();
  for (const [n, error] of errors.entries()) {
    const { row, column, problem, rowText } = error;
    const json = stored.get(problem) ?? JSON.stringify(problem);
    stored.set(problem, json);
    insert.run(importId, from + n, row, column, error.value, json, rowText);
  }
}
