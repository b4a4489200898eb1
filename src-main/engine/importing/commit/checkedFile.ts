/**
 * Whether a file may be added: it was read to its end, and nothing is open that only the librarian can say.
 */
import type { WritableDb } from '../../db/db.ts';
import { Refusal } from '../../refusal.ts';
import { getImportFile, isEmptyReport, type StoredImport } from '../rows/importFile.ts';

/** @throws Refusal when it may not */
export function checkedFile(db: WritableDb, importId: number): StoredImport {
  const file = getImportFile(db, importId);
  if (file.state !== 'checked') {
    throw new Refusal(
      'import.notChecked',
      'This file is not ready to be added; it was already added, discarded, or is still being read.',
    );
  }
  if (file.missing !== '[]') {
    throw new Refusal(
      'import.missingColumn',
      'This kind of file needs a column that hasn’t been found yet.',
      'Say which column of the file holds it, or choose another kind.',
    );
  }
  if (file.question) {
    const { about, column } = JSON.parse(file.question) as { about?: string; column: string };
    if (about === 'decimals')
      throw new Refusal(
        'import.decimals',
        `The numbers in the column “${column}” may have a point or a comma before their decimals.`,
        'Choose how they are to be read.',
      );
    throw new Refusal(
      'import.dateOrder',
      `The dates in the column “${column}” could have the month or the day first.`,
      'Choose how they are to be read.',
    );
  }
  requireWholeStaffList(file);
  if (file.identifier_count === 0 && !isEmptyReport(file)) {
    throw new Refusal(
      'import.noIdentifiers',
      'No row of this file has a primary identifier that can be used.',
      'See the errors, correct the file, and choose it again.',
    );
  }
  return file;
}

/** Whoever stands in a row that can't be used would count as without a role. */
function requireWholeStaffList({ kind, error_count, identifier_count }: StoredImport): void {
  if (kind !== 'staff') return;
  if (identifier_count === 0)
    throw new Refusal(
      'import.staffEmpty',
      'This list of staff names nobody, so everybody would count as having no staff role.',
      'Choose a list that names your staff.',
    );
  if (error_count > 0)
    throw new Refusal(
      'import.staffErrors',
      `${error_count.toLocaleString('en-US')} ${error_count === 1 ? 'row' : 'rows'} of this list of staff can’t be used, and whoever is in them would count as having no staff role.`,
      'Correct the rows that the errors name, and choose the file again.',
    );
}
