/** One import as it is stored, typed; for the modules of this folder. */
import type { ImportDiff } from '#shared/contract/shapes/imports.ts';
import type { ReadOptions } from '#shared/contract/shapes/reading.ts';
import type { ImportKind } from '#shared/importKinds/importKinds.ts';
import { get, type ReadableDb, run, type WritableDb } from '../../db/db.ts';
import { Refusal } from '../../refusal.ts';
import type { TableFormat } from '../../tables/table.ts';

export interface StoredColumn {
  readonly position: number;
  readonly heading: string;
  readonly field: string | null;
  readonly dateOrder: 'month-first' | 'day-first' | null;
}

/** Columns of the table, but for the bitmaps, which are asked for where they are needed. */
export interface StoredImport {
  import_id: number;
  kind: ImportKind;
  state: 'reading' | 'checked' | 'committed' | 'failed';
  file_name: string;
  file_size: number;
  sha256: string;
  format: string;
  sheet_name: string;
  sheet: number;
  sheets: string;
  heading_row: number;
  headings_key: string;
  provenance: string;
  columns: string;
  missing: string;
  options: string;
  first_rows: string;
  notices: string;
  question: string | null;
  data_date: string | null;
  data_date_source: string | null;
  row_count: number;
  identifier_count: number;
  error_count: number;
  diff: string | null;
  failure: string | null;
  imported_at: number | null;
  set_id: number | null;
  jobs_before: number;
  can_undo: number;
}

export const IMPORT_COLUMNS = `import_id, kind, state, file_name, file_size, sha256, format, sheet_name, sheet, sheets, heading_row,
  headings_key, provenance, columns, missing, options, first_rows, notices, question, data_date, data_date_source, row_count,
  identifier_count, error_count, diff, failure, imported_at, set_id, jobs_before, new_users IS NOT NULL AS can_undo`;

/** @throws Refusal when it is no longer there */
export function getImportFile(db: ReadableDb, importId: number): StoredImport {
  const row = get<StoredImport>(
    db,
    `SELECT ${IMPORT_COLUMNS} FROM import_file WHERE import_id = ? AND state <> 'discarded'`,
    importId,
  );
  if (!row) throw new Refusal('import.gone');
  return row;
}

/** The librarian says of which day the file is. */
export function setDataDate(db: WritableDb, importId: number, dataDate: string): void {
  getImportFile(db, importId);
  run(
    db,
    `UPDATE import_file SET data_date = ?, data_date_source = 'told' WHERE import_id = ?`,
    dataDate,
    importId,
  );
}

export function columnsOfFile(file: Pick<StoredImport, 'columns'>): StoredColumn[] {
  return JSON.parse(file.columns) as StoredColumn[];
}

export function optionsOfFile(file: Pick<StoredImport, 'options'>): ReadOptions {
  return JSON.parse(file.options) as ReadOptions;
}

export function formatOfFile(file: Pick<StoredImport, 'format'>): TableFormat {
  return JSON.parse(file.format) as TableFormat;
}

export function diffOfFile(file: Pick<StoredImport, 'diff'>): ImportDiff | null {
  return file.diff === null ? null : (JSON.parse(file.diff) as ImportDiff);
}

/** A report that says by itself that it names nobody; not one whose rows can't be used. */
export function isEmptyReport(file: StoredImport): boolean {
  const notices = JSON.parse(file.notices) as { readonly code: string }[];
  return file.identifier_count === 0 && notices.some(({ code }) => code === 'empty-report');
}
