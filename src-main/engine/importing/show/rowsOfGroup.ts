/**
 * The rows behind a number of the check: of a notice as they stand in the file, of the comparison with
 * what the replica says, or said before the import. A page at a time, for the screen and for export.
 */
import type { ShownColumn } from '#shared/contract/shapes/fileValues.ts';
import { type RowGroup, type RowNotice, USER_NOTICES } from '#shared/contract/shapes/rowGroup.ts';
import { type UserFieldName, userField } from '#shared/fields/userFields.ts';
import { importKind, isListKind } from '#shared/importKinds/importKinds.ts';
import { get, prepared, type ReadableDb } from '../../db/db.ts';
import { type Erasure, erasuresOf } from '../../replica/erasures.ts';
import { fieldSql, groupJoin } from '../../replica/fieldColumns.ts';
import { type FactReader, factReaderOf } from '../rows/entries.ts';
import { erasedRows } from '../rows/erasedRows.ts';
import {
  columnsOfFile,
  diffOfFile,
  formatOfFile,
  getImportFile,
  type StoredImport,
} from '../rows/importFile.ts';
import { readRowGroup } from '../rows/rowGroups.ts';
import { mergedAt, pageOfRows, rowsAt } from '../rows/rowStore.ts';
import { valueColumns } from '../rows/slots.ts';
import type { CellValue } from '../rows/storedRow.ts';
import { FIRST_VALUE, keyOfRow, rowInFile, type StoredRow } from '../rows/storedRow.ts';
import { meaningRows } from './meantBy.ts';
import { shownColumn } from './shownColumn.ts';

export interface RowOfGroup {
  readonly row: number;
  readonly primaryIdentifier: string;
  readonly userNo: number | null;
  readonly values: CellValue[];
  readonly before: CellValue[] | null;
  readonly erased: (Erasure & { readonly mayReturn: boolean }) | null;
}

export interface RowGroupPage {
  readonly total: number;
  readonly columns: ShownColumn[];
  readonly grouped: boolean;
  readonly rows: RowOfGroup[];
}

/** Row groups in which rows of one identifier stand together. */
const GROUPED: readonly RowNotice[] = ['duplicate', 'conflict', 'case-twin'];

/** Of the comparison: they show what a file says about a user and not how its row looks. */
const COMPARED: readonly RowGroup['of'][] = ['new', 'changed', 'returned'];

export function rowsOfGroup(
  db: ReadableDb,
  importId: number,
  rowGroup: RowGroup,
  offset: number,
  limit: number,
): RowGroupPage {
  const file = getImportFile(db, importId);
  const members = membersOf(db, file, rowGroup);
  if (isOfUsers(rowGroup)) return usersPage(db, file, members, offset, limit);
  const everybody = areAll(file, rowGroup, members);
  const rows = everybody
    ? pageOfRows(db, importId, offset, limit)
    : rowsOrErrors(db, importId, Array.from(members.subarray(offset, offset + limit)));
  // What lines say of a user is shown as it stands in the file.
  const isLines = importKind(file.kind).effect === 'lines';
  const page =
    COMPARED.includes(rowGroup.of) && !isLines
      ? comparedPage(db, file, rows)
      : plainPage(db, file, rows);
  const erased = erasedIn(db, importId, isOfErased(rowGroup) ? rows : []);
  return {
    ...page,
    rows: page.rows.map((row, n) => ({ ...row, erased: erased.get(rows[n]![0]) ?? null })),
    total: everybody ? file.identifier_count : members.length,
    grouped: rowGroup.of === 'notice' && GROUPED.includes(rowGroup.code),
  };
}

/** Where nobody was known before, everybody is new, and nobody is listed. */
const areAll = (file: StoredImport, rowGroup: RowGroup, members: Int32Array): boolean =>
  rowGroup.of === 'new' && members.length === 0 && (diffOfFile(file)?.new ?? 0) > 0;

/** The numbers of its rows, or of users; null: all rows of the file. */
export function membersOfGroup(
  db: ReadableDb,
  importId: number,
  rowGroup: RowGroup,
): Int32Array | null {
  const file = getImportFile(db, importId);
  const members = membersOf(db, file, rowGroup);
  return areAll(file, rowGroup, members) ? null : members;
}

/** What lines of a list mean changes with the files that come after it; all else is as it was found. */
function membersOf(db: ReadableDb, file: StoredImport, rowGroup: RowGroup): Int32Array {
  if (isOfErased(rowGroup)) {
    const jobId = rowGroup.of === 'erased-by' ? rowGroup.jobId : null;
    return Int32Array.from(erasedRows(db, file.import_id, jobId), ({ row }) => row);
  }
  const isAddedList = file.state === 'committed' && isListKind(file.kind);
  if (isAddedList && rowGroup.of === 'other-identifier') return meaningRows(db, file, rowGroup);
  if (isAddedList && rowGroup.of === 'notice') {
    if (rowGroup.code === 'other-identifier') return meaningRows(db, file, { type: null });
    if (rowGroup.code === 'shared-identifier') return meaningRows(db, file, 'shared');
  }
  return readRowGroup(db, file.import_id, rowGroup);
}

const isOfErased = (rowGroup: RowGroup): boolean =>
  rowGroup.of === 'erased-by' || (rowGroup.of === 'notice' && rowGroup.code === 'erased-before');

/** Behind it are users, whom the file needn't name. */
export const isOfUsers = (rowGroup: RowGroup): boolean =>
  rowGroup.of === 'gone' || (rowGroup.of === 'notice' && USER_NOTICES.includes(rowGroup.code));

/** A row that couldn't be used is among the errors alone: its identifier's cell stands for it. */
function rowsOrErrors(db: ReadableDb, importId: number, numbers: readonly number[]): StoredRow[] {
  const rows = new Map(rowsAt(db, importId, numbers).map((row) => [row[0], row]));
  const error = prepared(
    db,
    'SELECT substr(value, 1, 200) FROM import_error WHERE import_id = ? AND row_number = ? ORDER BY error_no LIMIT 1',
  ).pluck();
  return numbers.flatMap((number) => {
    const row = rows.get(number);
    if (row) return [row];
    const value = error.get(importId, number) as string | undefined;
    return value === undefined ? [] : [[number, 0, value]];
  });
}

/** By which erasures they are nobody's any more, by row. */
function erasedIn(db: ReadableDb, importId: number, rows: readonly StoredRow[]) {
  const marked = rows.length === 0 ? [] : erasedRows(db, importId, null);
  const erasures = erasuresOf(
    db,
    marked.map(({ jobId }) => jobId),
  );
  return new Map(
    marked.flatMap(({ row, jobId, decisionNo }) => {
      const erasure = erasures.get(jobId);
      return erasure ? [[row, { ...erasure, mayReturn: decisionNo !== null }] as const] : [];
    }),
  );
}

type Page = Pick<RowGroupPage, 'columns'> & { readonly rows: Omit<RowOfGroup, 'erased'>[] };

/** As the rows stand in the file. */
function plainPage(db: ReadableDb, file: StoredImport, rows: readonly StoredRow[]): Page {
  const columns = valueColumns(columnsOfFile(file));
  const format = formatOfFile(file);
  return {
    columns: columns.map((column) => shownColumn(file.kind, column)),
    rows: rows.map((row) => ({
      row: rowInFile(row[0], format),
      primaryIdentifier: row[2],
      userNo: userNoOf(db, keyOfRow(row)),
      values: columns.map((_, n) => row[FIRST_VALUE + n] ?? null),
      before: null,
    })),
  };
}

/** What the file says about each user, beside what the replica says or said. */
function comparedPage(db: ReadableDb, file: StoredImport, rows: readonly StoredRow[]): Page {
  const factReader = factReaderOf(file.kind, columnsOfFile(file));
  const format = formatOfFile(file);
  const merged = mergedAt(
    db,
    file.import_id,
    rows.map((row) => row[0]),
  );
  return {
    columns: factColumns(factReader),
    rows: rows.map((row) => {
      const userNo = userNoOf(db, keyOfRow(row));
      const together = merged.get(row[0]);
      const facts = together
        ? together.slice(FIRST_VALUE, FIRST_VALUE + factReader.told.length)
        : factReader.factsOf(row);
      const before = userNo === null ? undefined : factsBefore(db, file, factReader.told, userNo);
      return {
        row: rowInFile(row[0], format),
        primaryIdentifier: row[2],
        userNo,
        values: facts as CellValue[],
        before: before ?? null,
      };
    }),
  };
}

/** Users whom the file doesn't name. */
function usersPage(
  db: ReadableDb,
  file: StoredImport,
  userNos: Int32Array,
  offset: number,
  limit: number,
): RowGroupPage {
  const factReader = factReaderOf(file.kind, columnsOfFile(file));
  const rows = Array.from(userNos.subarray(offset, offset + limit)).flatMap((userNo) => {
    const user = get<{ primary_identifier: string }>(
      db,
      'SELECT primary_identifier FROM user WHERE user_no = ?',
      userNo,
    );
    if (!user) return [];
    const facts = factsNow(db, factReader.told, userNo) ?? [];
    return [
      {
        row: 0,
        primaryIdentifier: user.primary_identifier,
        userNo,
        values: facts,
        before: null,
        erased: null,
      },
    ];
  });
  return { total: userNos.length, columns: factColumns(factReader), grouped: false, rows };
}

function factColumns({ told }: FactReader): ShownColumn[] {
  return told.map((field) => ({ heading: '', field, kind: userField(field).kind }));
}

function userNoOf(db: ReadableDb, key: string): number | null {
  return (prepared(db, 'SELECT user_no FROM user WHERE identifier_key = ?').pluck().get(key) ??
    null) as number | null;
}

/** Before the import, as far as that is kept; undefined for a user whom it made. */
function factsBefore(
  db: ReadableDb,
  file: StoredImport,
  told: readonly UserFieldName[],
  userNo: number,
): CellValue[] | undefined {
  if (file.state !== 'committed') return factsNow(db, told, userNo);
  return readFacts(
    db,
    'user_before',
    told,
    `t.import_id = ${file.import_id} AND t.described = 1 AND t.user_no = ?`,
    userNo,
  );
}

function factsNow(
  db: ReadableDb,
  told: readonly UserFieldName[],
  userNo: number,
): CellValue[] | undefined {
  return readFacts(db, 'user', told, 't.described = 1 AND t.user_no = ?', userNo);
}

function readFacts(
  db: ReadableDb,
  table: 'user' | 'user_before',
  told: readonly UserFieldName[],
  where: string,
  userNo: number,
): CellValue[] | undefined {
  if (told.length === 0) return [];
  const columns = told.map((field) => fieldSql(field, 't'));
  return prepared(
    db,
    `SELECT ${columns.join(', ')} FROM ${table} t ${groupJoin('t')} WHERE ${where}`,
  )
    .raw(true)
    .get(userNo) as CellValue[] | undefined;
}
