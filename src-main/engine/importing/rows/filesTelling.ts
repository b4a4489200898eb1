/** Files that tell facts of users, field by field, and which of them have the newer data. Changes nothing. */
import type { UserFieldName } from '#shared/fields/userFields.ts';
import { importKind } from '#shared/importKinds/importKinds.ts';
import type { ReadableDb } from '../../db/db.ts';
import { type FactReader, factReaderOf } from './entries.ts';
import { columnsOfFile, dayOfData, importFiles, type StoredImport } from './importFile.ts';
import { ROW_ISSUES } from './rowIssues.ts';
import type { CellValue } from './storedRow.ts';

export interface FileTelling {
  readonly file: StoredImport;
  readonly factReader: FactReader;
}

/** The files that told one of these fields before a job was submitted, newest first. */
export function filesTelling(
  db: ReadableDb,
  fields: readonly UserFieldName[],
  beforeJob: number,
): FileTelling[] {
  return importFiles(
    db,
    `state = 'committed' AND jobs_before < ? ORDER BY imported_at DESC`,
    beforeJob,
  )
    .map((file) => ({ file, factReader: factReaderOf(file.kind, columnsOfFile(file)) }))
    .filter(({ file, factReader }) => {
      const { effect } = importKind(file.kind);
      const writes = factReader.counted || effect === 'review' || effect === 'replica';
      return writes && fields.some((field) => factReader.told.includes(field));
    });
}

/**
 * The files of newer data that told a field before a file was added, newest first: where they tell it of a user whom that
 * file leaves out, it says nothing of them. Files of one day follow each other as they are added.
 */
export function filesOfNewerData(
  db: ReadableDb,
  file: StoredImport,
  field: UserFieldName,
): FileTelling[] {
  const dayOf = dayOfData(db);
  const day = dayOf(file);
  const until = file.imported_at ?? Number.POSITIVE_INFINITY;
  return filesTelling(db, [field], Number.MAX_SAFE_INTEGER).filter(
    ({ file: other }) => dayOf(other) > day && (other.imported_at ?? 0) < until,
  );
}

/** Counts of a file are overtaken, user by user, by those of these: of its kind, with newer data, and there before it. */
export function overtaking(
  db: ReadableDb,
  { file, factReader }: { readonly file: AddedFile; readonly factReader: FactReader },
  telling: readonly FileTelling[],
): FileTelling[] {
  if (!factReader.counted) return [];
  const dayOf = dayOfData(db);
  const day = dayOf(file);
  const until = file.imported_at ?? Number.POSITIVE_INFINITY;
  return telling.filter(
    ({ file: other }) =>
      other.kind === file.kind && dayOf(other) > day && (other.imported_at ?? 0) < until,
  );
}

type AddedFile = Pick<StoredImport, 'kind' | 'data_date' | 'imported_at'>;

/** Whether what stands in the place of a field tells something: a value, or that there is one that can't be read. */
export function tells(value: CellValue | undefined, issues: number): boolean {
  return (value ?? null) !== null || (issues & ROW_ISSUES.unreadable) !== 0;
}
