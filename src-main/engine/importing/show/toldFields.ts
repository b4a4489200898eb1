/** Which fields of the catalogue the files in force tell of anybody: of others a column would be empty. Changes nothing. */
import { type UserFieldName, userFieldNames } from '#shared/fields/userFields.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import type { ReadableDb } from '../../db/db.ts';
import { factReaderOf } from '../rows/entries.ts';
import { columnsOfFile, importFiles } from '../rows/importFile.ts';

/** In the order of the catalogue. A list tells of roles, too. */
export function toldFields(db: ReadableDb): UserFieldName[] {
  const told = new Set<UserFieldName>(['primary_identifier']);
  for (const file of importFiles(db, `state = 'committed' ORDER BY imported_at`)) {
    if (importKind(file.kind).effect === 'roles') told.add('staff_role');
    for (const field of factReaderOf(file.kind, columnsOfFile(file)).told) told.add(field);
  }
  return userFieldNames.filter((name) => told.has(name));
}
