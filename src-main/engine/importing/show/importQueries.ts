/**
 * What the screens ask about imports: the list, the check of one file, its error rows, and the rows
 * that speak of one user. Reads only.
 */
import {
  DATA_DATE_SOURCES,
  type ImportCheck,
  type ImportError,
  type ImportSummary,
  importError,
} from '#shared/contract/shapes/imports.ts';
import { isRowNotice, type RowNotice } from '#shared/contract/shapes/rowGroup.ts';
import { flagBit } from '#shared/domain/reviewFlags.ts';
import { dayOfInstant, today } from '#shared/domain/timeZones.ts';
import { UserBitmap } from '#shared/domain/userBitmap.ts';
import { isListKind } from '#shared/importKinds/importKinds.ts';
import { all, get, prepared, type ReadableDb, value } from '../../db/db.ts';
import { oneOf, parseStored } from '../../db/storedValue.ts';
import { erasuresOf } from '../../replica/erasures.ts';
import { NO_STEP, ReviewStates } from '../../replica/reviewStates.ts';
import { institutionZone, readSettings } from '../../replica/settings.ts';
import { returnDecisions } from '../../replica/tombstones.ts';
import { undoBlocked } from '../commit/undoImport.ts';
import { ENDING_FLAGS } from '../compare/endingSigns.ts';
import { listOf, whyNobody } from '../compare/listFiles.ts';
import { usersWithoutRole } from '../compare/staffLists.ts';
import { type Notice, notice, noticeOfRows } from '../read/importNotices.ts';
import { isOriginalKept, originalDeleted, originalErased } from '../read/originals.ts';
import { findProfile } from '../read/profiles.ts';
import { countErasedRows } from '../rows/erasedRows.ts';
import {
  columnsOfFile,
  diffOfFile,
  formatOfFile,
  getImportFile,
  importAt,
  importFiles,
  leftOutOfFile,
  optionsOfFile,
  type StoredImport,
  storedOf,
  storedOrNull,
} from '../rows/importFile.ts';
import {
  noticed,
  otherTypes,
  readRowGroup,
  type StoredRowGroup,
  sizeOfRowGroup,
} from '../rows/rowGroups.ts';
import { rowsOfKey } from '../rows/rowKeys.ts';
import { slotsOf } from '../rows/slots.ts';
import { rowInFile, type StoredRow } from '../rows/storedRow.ts';
import { meaningOfList } from './meantBy.ts';
import { openQuestions } from './openQuestions.ts';
import { type OtherFile, passingNotices } from './passingNotices.ts';
import { shownColumn } from './shownColumn.ts';

export function countImports(db: ReadableDb): number {
  return value<number>(db, `SELECT count(*) FROM import_file WHERE state = 'committed'`);
}

/** Files that were read and aren’t added yet. */
export function countWaiting(db: ReadableDb): number {
  return value<number>(db, `SELECT count(*) FROM import_file WHERE state = 'checked'`);
}

/** Files of which anything is kept, their rows, and how many are there as files. */
export function countKeptFiles(db: ReadableDb) {
  return get<Record<'files' | 'rows' | 'originals', number>>(
    db,
    `SELECT count(*) AS files, coalesce(sum(row_count), 0) AS rows,
       (SELECT count(DISTINCT import_id) FROM import_original) AS originals
     FROM import_file WHERE state IN ('reading', 'checked', 'committed')`,
  )!;
}

/** What tells each file that was added from all others, in this workspace and in a snapshot of it. */
export function addedImports(db: ReadableDb): string[] {
  const sql = `SELECT import_id || ' ' || imported_at FROM import_file WHERE state = 'committed'`;
  return prepared(db, sql).pluck().all() as string[];
}

/** The files that were added, in their order, with what tells one from another; a seal is made over it. */
export function addedFiles(db: ReadableDb): object[] {
  return all<object>(
    db,
    `SELECT kind, sha256, data_date, imported_at FROM import_file WHERE state = 'committed'
     ORDER BY imported_at, import_id`,
  );
}

/** Data date of the candidates file that was added last; the day it was added where it doesn't tell. */
export function replicaDate(db: ReadableDb): string | null {
  const newest = get<{ data_date: string | null; imported_at: number }>(
    db,
    `SELECT data_date, imported_at FROM import_file WHERE state = 'committed' AND kind = 'candidates' ORDER BY imported_at DESC LIMIT 1`,
  );
  if (!newest) return null;
  return newest.data_date ?? dayOfInstant(newest.imported_at, institutionZone(db));
}

/** Whether a file has one of these columns; one that is being read may have any. */
export function mayHaveColumns(db: ReadableDb, fields: readonly string[]): boolean {
  return (
    get(
      db,
      `SELECT 1 WHERE EXISTS (SELECT 1 FROM import_file WHERE state = 'reading')
         OR EXISTS (SELECT 1 FROM import_file f, json_each(f.columns) c
                    WHERE f.state <> 'discarded'
                      AND c.value ->> 'field' IN (SELECT value FROM json_each(?)))`,
      JSON.stringify(fields),
    ) !== undefined
  );
}

export function listImports(db: ReadableDb): ImportSummary[] {
  return importFiles(db, `state <> 'discarded' ORDER BY import_id`).map(toSummary);
}

export function getImport(db: ReadableDb, importId: number): ImportSummary {
  return toSummary(getImportFile(db, importId));
}

export function checkImport(db: ReadableDb, importId: number): ImportCheck {
  const file = getImportFile(db, importId);
  const diff = diffOfFile(file);
  const known = diff ? file.identifier_count - diff.new : 0;
  return {
    ...toSummary(file),
    fileSize: file.file_size,
    sha256: file.sha256,
    format: formatOfFile(file),
    sheetName: file.sheet_name,
    sheet: file.sheet,
    sheets: storedOf(file, 'sheets'),
    headingRow: file.heading_row,
    provenance: storedOf(file, 'provenance'),
    columns: columnsOfFile(file),
    leftOut: [...leftOutOfFile(file)],
    list: listOf(db, file),
    missing: storedOf(file, 'missing'),
    firstRows: storedOf(file, 'first_rows'),
    notices: [...storedOf(file, 'notices'), ...noticesNow(db, file)].map(sent),
    question: storedOrNull(file, 'question'),
    openQuestions: openQuestions(db, file),
    dataDateSource:
      file.data_date_source === null
        ? null
        : oneOf(DATA_DATE_SOURCES, file.data_date_source, importAt(importId)),
    newIdentifiers: file.identifier_count - known,
    knownIdentifiers: known,
    diff,
    decisionsEnd: decisionsEnd(db, file),
    same: sameFile(db, file),
    options: optionsOfFile(file),
    profile: profileOf(db, file),
    coversAll: file.covers_all === 1,
    originalKept: isOriginalKept(db, importId),
    originalDeleted: originalDeleted(db, importId),
    originalErased: originalErased(db, file),
    returns: returnDecisions(db, importId).map(({ importId: _, ...decision }) => decision),
    undoBlocked: file.state === 'committed' ? undoBlocked(db, importId) : null,
  };
}

/** Which rows are behind a notice is told by its code. */
function sent({ hasRows, ...told }: Notice): ImportCheck['notices'][number] {
  const { code } = told;
  return { ...told, rowGroup: hasRows && isRowNotice(code) ? noticed(code) : null };
}

function noticesNow(db: ReadableDb, file: StoredImport): Notice[] {
  if (file.state === 'reading' || file.state === 'failed') return [];
  const others = all<OtherFile>(
    db,
    `SELECT file_name AS fileName, data_date AS dataDate FROM import_file
     WHERE import_id <> ? AND state IN ('checked', 'committed') ORDER BY import_id DESC`,
    file.import_id,
  );
  const count = (code: RowNotice) => sizeOfRowGroup(db, file.import_id, noticed(code));
  const whileWaiting = (code: RowNotice) => (file.state === 'checked' ? count(code) : 0);
  return passingNotices(
    {
      kind: file.kind,
      answers: optionsOfFile(file).answers,
      fileName: file.file_name,
      dataDate: file.data_date,
      zeroLossPairs: count('zero-loss-pair'),
      possiblePairs: count('possible-pair'),
      ...meaningNow(db, file),
      leavesList: whileWaiting('leaves-list'),
      joinsList: whileWaiting('joins-list'),
      sharesListed: whileWaiting('shares-listed'),
      notMovedYet: count('not-moved-yet'),
      newerCount: count('newer-count'),
      feesDisagree: count('fees-disagree'),
    },
    others,
    today(institutionZone(db)),
  ).concat(nobodyKnown(db, file), othersWithoutRole(db, file), erasedBefore(db, file));
}

/** By which types of identifiers lines of a list mean users: of one that was added as it is now. */
function meaningNow(db: ReadableDb, file: StoredImport) {
  if (file.state === 'committed' && isListKind(file.kind)) {
    const { types, shared } = meaningOfList(db, file);
    return { otherTypes: types, sharedIdentifiers: shared };
  }
  return {
    otherTypes: otherTypes(db, file.import_id),
    sharedIdentifiers: sizeOfRowGroup(db, file.import_id, noticed('shared-identifier')),
  };
}

/** Whom a list of staff would say to have no role, told before it is added. */
function othersWithoutRole(db: ReadableDb, file: StoredImport): Notice[] {
  if (file.kind !== 'staff' || file.state !== 'checked') return [];
  const users = (of: StoredRowGroup) => UserBitmap.of(readRowGroup(db, file.import_id, of));
  const meant = users({ of: 'sign', flag: 'staff-role' }).or(users({ of: 'sharing-users' }));
  const { count } = usersWithoutRole(db).andNot(meant);
  return count === 0 ? [] : [notice('others-without-role', count)];
}

/** Rows of users who were erased, before the file was read or while it waited. */
function erasedBefore(db: ReadableDb, { import_id }: StoredImport): Notice[] {
  const counts = countErasedRows(db, import_id);
  const erasures = erasuresOf(
    db,
    counts.map(({ jobId }) => jobId),
  );
  const told = counts.flatMap(({ jobId, rows, decided }) => {
    const erasure = erasures.get(jobId);
    return erasure ? [{ ...erasure, rows, decided }] : [];
  });
  const rows = told.reduce((sum, each) => sum + each.rows, 0);
  return rows === 0 ? [] : [noticeOfRows('erased-before', rows, { erasures: told })];
}

function nobodyKnown(db: ReadableDb, file: StoredImport): Notice[] {
  const why = whyNobody(db, file);
  return why === undefined ? [] : [notice('nobody-known', file.identifier_count, why)];
}

/** Of users whom the file brings back, or of whom it tells signs of life, those about whom something was decided. */
function decisionsEnd(db: ReadableDb, { import_id, state }: StoredImport) {
  const ends = { purged: 0, approved: 0 };
  if (state !== 'checked') return ends;
  const reviewStates = new ReviewStates(db);
  for (const userNo of readRowGroup(db, import_id, { of: 'decision-ends' }))
    if (reviewStates.decidedIn(userNo) !== NO_STEP) ends.purged++;
  const users = UserBitmap.of(readRowGroup(db, import_id, { of: 'approval-ends' }));
  const isOff = new Set<string>(readSettings(db).rulesOff.map(({ rule }) => rule));
  // A row that names no group leaves something open only where groups are protected.
  if (!get(db, `SELECT 1 FROM protected_rule WHERE kind = 'group'`)) isOff.add('blank-group');
  for (const sign of ENDING_FLAGS) {
    if (isOff.has(sign)) continue;
    for (const userNo of readRowGroup(db, import_id, { of: 'sign', flag: sign }))
      if ((reviewStates.flags(userNo) & flagBit(sign)) === 0) users.add(userNo);
  }
  const purged = UserBitmap.of(readRowGroup(db, import_id, { of: 'decision-ends' }));
  for (const userNo of users.andNot(purged))
    if (reviewStates.stepOf(userNo)?.decision === 'approved') ends.approved++;
  return ends;
}

/** By its content, whatever it is called now. */
function sameFile(db: ReadableDb, file: StoredImport): ImportCheck['same'] {
  if (file.state !== 'checked') return null;
  const same = get<{ importId: number; fileName: string; importedAt: number }>(
    db,
    `SELECT import_id AS importId, file_name AS fileName, imported_at AS importedAt FROM import_file
     WHERE state = 'committed' AND sha256 = ? AND sheet = ? AND kind = ? ORDER BY imported_at DESC LIMIT 1`,
    file.sha256,
    file.sheet,
    file.kind,
  );
  return same ?? null;
}

function profileOf(db: ReadableDb, file: StoredImport): ImportCheck['profile'] {
  const { profileId } = optionsOfFile(file);
  const profile = findProfile(db, file.headings_key, profileId);
  if (!profile) return null;
  const used = profileId === profile.profile_id;
  return { profileId: profile.profile_id, name: profile.name, used };
}

export function importErrors(db: ReadableDb, importId: number, offset: number, limit: number) {
  const stored = all<Omit<ImportError, 'problem'> & { readonly problem: string }>(
    db,
    `SELECT row_number AS "row", column_name AS "column", substr(value, 1, 200) AS value, problem, row_text AS rowText
     FROM import_error WHERE import_id = ? ORDER BY error_no LIMIT ? OFFSET ?`,
    importId,
    limit,
    offset,
  );
  return {
    total: value<number>(db, 'SELECT count(*) FROM import_error WHERE import_id = ?', importId),
    rows: stored.map(
      (error): ImportError => ({
        ...error,
        problem: parseStored(importError.shape.problem, error.problem, {
          table: 'import_error',
          row: error.row,
        }),
      }),
    ),
  };
}

/** The rows of all committed files that name this identifier, with every column as it was read. */
export function evidenceOf(db: ReadableDb, identifierKey: string) {
  const files = importFiles(db, `state = 'committed' ORDER BY import_id`);
  return files.flatMap((file) =>
    rowsOfKey(db, file.import_id, identifierKey).map((row) => ({
      importId: file.import_id,
      fileName: file.file_name,
      sheetName: file.sheet_name,
      row: rowInFile(row[0], formatOfFile(file)),
      kind: file.kind,
      dataDate: file.data_date,
      importedAt: file.imported_at ?? 0,
      importedBy: file.imported_by ?? '',
      values: evidenceValues(file, row),
    })),
  );
}

/** What a row says under each of its file's columns. */
export function evidenceValues(file: StoredImport, row: StoredRow) {
  const columns = columnsOfFile(file);
  const slots = slotsOf(columns);
  return columns.flatMap((column) => {
    const slot = slots.get(column);
    const stored = slot === undefined ? row[2] : row[slot];
    // A column that isn't understood and is blank tells nothing.
    if (column.field === null && (stored ?? null) === null) return [];
    return [{ ...shownColumn(file.kind, column), value: stored ?? null }];
  });
}

function toSummary(row: StoredImport): ImportSummary {
  return {
    importId: row.import_id,
    kind: row.kind,
    fileName: row.file_name,
    state: row.state,
    fraction: row.state === 'reading' ? 0 : 1,
    rows: row.row_count,
    identifiers: row.identifier_count,
    errors: row.error_count,
    failure: storedOrNull(row, 'failure'),
    importedAt: row.imported_at,
    dataDate: row.data_date,
    setId: row.set_id,
  };
}
