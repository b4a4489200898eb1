/**
 * Whether a file may be added: it was read to its end, and nothing is open that only the librarian can say.
 */
import type { WritableDb } from '../../db/db.ts';
import { Refusal } from '../../refusal.ts';
import {
  getImportFile,
  isEmptyReport,
  type StoredImport,
  storedOrNull,
} from '../rows/importFile.ts';

/** @throws Refusal when it may not */
export function checkedFile(db: WritableDb, importId: number): StoredImport {
  const file = getImportFile(db, importId);
  if (file.state !== 'checked') {
    throw new Refusal('import.notChecked');
  }
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

/** Whoever stands in a row that can't be used would count as without a role. */
function requireWholeStaffList({ kind, error_count, identifier_count }: StoredImport): void {
  if (kind !== 'staff') return;
  if (identifier_count === 0) throw new Refusal('import.staffEmpty');
  if (error_count > 0) throw new Refusal('import.staffErrors', { rows: error_count });
}
