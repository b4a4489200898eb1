/**
 * Whether a file may be added: it was read to its end, and nothing is open that only the librarian can say.
 */
import { prepared, type ReadableDb, type WritableDb } from '../../db/db.ts';
import { Refusal } from '../../refusal.ts';
import { isReadByWithdrawn } from '../../replica/tombstones.ts';
import {
  formatOfFile,
  getImportFile,
  isEmptyReport,
  type StoredImport,
  storedOrNull,
} from '../rows/importFile.ts';
import { noticed, readRowGroup } from '../rows/rowGroups.ts';
import { rowInFile } from '../rows/storedRow.ts';

/** @throws Refusal when it may not */
export function checkedFile(db: WritableDb, importId: number): StoredImport {
  const file = getImportFile(db, importId);
  if (file.state !== 'checked') {
    throw new Refusal('import.notChecked');
  }
  if (isReadByWithdrawn(db, importId)) throw new Refusal('import.returnWithdrawn');
  if (file.missing !== '[]') {
    throw new Refusal('import.missingColumn');
  }
  const question = storedOrNull(file, 'question');
  if (question) {
    const { about, column } = question;
    if (about === 'decimals') throw new Refusal('import.decimals', { column });
    throw new Refusal('import.dateOrder', { column });
  }
  requireWholeStaffList(file);
  if (file.identifier_count === 0 && !isEmptyReport(file)) {
    throw new Refusal('import.noIdentifiers');
  }
  return file;
}

/**
 * Of a report that is said to cover everybody: whoever stands in a row that can't be used would count as having none.
 * A value that can't be read is one of somebody whom it names, and headings that are repeated name nobody.
 * @throws Refusal when there is such a row
 */
export function requireWholeReport(db: ReadableDb, file: StoredImport): void {
  const headings = prepared(
    db,
    `SELECT row_number FROM import_error WHERE import_id = ? AND problem ->> 'code' = 'headings-again'`,
  )
    .pluck()
    .all(file.import_id) as number[];
  const rowsOf = (code: 'unusable-row' | 'stray-quote') =>
    readRowGroup(db, file.import_id, noticed(code));
  const rows = new Set([...rowsOf('unusable-row'), ...rowsOf('stray-quote')]);
  for (const row of headings) rows.delete(row);
  if (rows.size === 0) return;
  throw new Refusal('import.everybodyErrors', {
    fileName: file.file_name,
    rows: rows.size,
    first: rowInFile(
      [...rows].reduce((least, row) => Math.min(least, row)),
      formatOfFile(file),
    ),
  });
}

/** Whoever stands in a row that can't be used would count as without a role. */
function requireWholeStaffList({ kind, error_count, identifier_count }: StoredImport): void {
  if (kind !== 'staff') return;
  if (identifier_count === 0) throw new Refusal('import.staffEmpty');
  if (error_count > 0) throw new Refusal('import.staffErrors', { rows: error_count });
}
